namespace Ao.Plugins;

/// <summary>A plugin and what became of it.</summary>
public sealed record PluginDescriptor
{
    /// <summary>Gets the id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the version, where it is known.</summary>
    public string? Version { get; init; }

    /// <summary>Gets what it is for, in its own words.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the folder, where there is one.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets the SHA-256 of the plugin's folder, in hexadecimal, where there is one that can be read: what <see cref="Configuration.PluginOptions.Sha256"/> pins.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Gets the slots that it fills, with the names.</summary>
    public IReadOnlyList<PluginSlot> Slots { get; init; } = [];

    /// <summary>Gets what became of it.</summary>
    public required PluginStatus Status { get; init; }

    /// <summary>Gets why it is not active and what to do about it.</summary>
    public string? Problem { get; init; }
}
