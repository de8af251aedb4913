namespace Ao.Plugins;

/// <summary>Where a plugin lives.</summary>
public sealed record PluginEnvironment
{
    /// <summary>Gets the plugin's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the plugin's version.</summary>
    public required string Version { get; init; }

    /// <summary>Gets the folder that the plugin was loaded from. It is immutable.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets a folder of the plugin's own to keep data in. It is on the host's disk, inside the orchestrator's data folder, and exists.</summary>
    public required string DataFolder { get; init; }
}
