namespace Ao.Plugins;

/// <summary>A slot that a plugin fills.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Name">The name that projects use.</param>
public sealed record PluginSlot(Slot Slot, string Name);
