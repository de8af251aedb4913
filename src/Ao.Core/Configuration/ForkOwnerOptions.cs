namespace Ao.Configuration;

/// <summary>Whose forks may be made and published to. Names do not differ by case.</summary>
public sealed class ForkOwnerOptions
{
    /// <summary>Gets or sets the owners that are allowed.</summary>
    /// <value>The default is none in particular: all are allowed that are not denied.</value>
    public IList<string> Allow { get; set; } = [];

    /// <summary>Gets or sets the owners that are denied, also where they are allowed too.</summary>
    public IList<string> Deny { get; set; } = [];
}
