using Ao.Plugins;

namespace Quickstart;

/// <summary>A plugin that the run was made of.</summary>
internal sealed record PluginLine(IReadOnlyList<string> Slots, string Name, string? Version, string? Folder, PluginStatus Status, string? Problem);
