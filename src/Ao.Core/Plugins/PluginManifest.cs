using System.Reflection;

namespace Ao.Plugins;

/// <summary>What an assembly says of itself as a plugin, read from its metadata without loading its code.</summary>
internal sealed record PluginManifest
{
    public required string AssemblyPath { get; init; }

    public required string Id { get; init; }

    /// <summary>Gets the full name of the class that configures the plugin.</summary>
    public required string Entry { get; init; }

    public string? Description { get; init; }

    /// <summary>Gets the version that the assembly gives itself, where it can be read.</summary>
    public SemanticVersion? Version { get; init; }

    public IReadOnlyList<PluginSlot> Slots { get; init; } = [];

    /// <summary>Gets the contract version that the assembly was built on, or <see langword="null"/> where it has no stamp.</summary>
    public string? ContractVersion { get; init; }

    /// <summary>Gets the names of the top-level options, or <see langword="null"/> where the plugin names no class for them or the class is in another assembly.</summary>
    public IReadOnlyList<string>? OptionKeys { get; init; }

    /// <summary>Gets the names of the settings that a project may give an agent beneath <c>Options</c>, by the agent's name, where the plugin declares them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> AgentOptions { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Gets the assemblies that the plugin's assembly refers to.</summary>
    public IReadOnlyList<AssemblyName> References { get; init; } = [];
}
