using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins;

/// <summary>Puts a guard before every implementation that the catalog gives, so that no caller can forget it and no plugin bypass it.</summary>
internal sealed class GuardedPluginCatalog(ISlotCatalog inner, PluginInventory inventory, ILogger<GuardedPluginCatalog> logger, TimeProvider time) : ISlotCatalog
{
    private readonly ConcurrentDictionary<(Type Contract, PluginSlot Slot), object> _guards = new();

    public IReadOnlyList<PluginDescriptor> List() => inner.List();

    public TSlot Get<TSlot>(string name)
        where TSlot : class
    {
        var implementation = inner.Get<TSlot>(name);
        return Guard(implementation, new PluginSlot(SlotContracts.SlotOf(typeof(TSlot)), name));
    }

    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class =>
        inner.Find<TCapability>(slot, name) is { } implementation ? Guard(implementation, new PluginSlot(slot, name)) : null;

    private T Guard<T>(T implementation, PluginSlot slot)
        where T : class =>
        (T)_guards.GetOrAdd((typeof(T), slot), static (key, state) => SlotGuard.Create(key.Contract, state.implementation, state.Item2), (implementation, OriginOf(slot)));

    private PluginOrigin OriginOf(PluginSlot slot) =>
        new(inventory.HoldersOf(slot.Slot, slot.Name).First(static plugin => plugin.Loaded is not null).Id, slot, logger, time);
}
