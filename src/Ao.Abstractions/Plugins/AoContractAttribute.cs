namespace Ao.Plugins;

/// <summary>Stamps the contract version that an assembly was built on, as <c>major.minor</c>. The build writes it; nobody needs to.</summary>
/// <remarks>A host of contract 1.n runs plugins built on 1.0 to 1.n.</remarks>
/// <param name="version">The contract version.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class AoContractAttribute(string version) : Attribute
{
    /// <summary>Gets the contract version.</summary>
    public string Version { get; } = version;
}
