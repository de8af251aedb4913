using System.Collections.Concurrent;
using Ao.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins;

/// <summary>Puts a guard before every implementation that the catalog gives, so that no caller can forget it and no plugin bypass it.</summary>
internal sealed class GuardedPluginCatalog(ISlotCatalog inner, PluginInventory inventory, ILogger<GuardedPluginCatalog> logger, TimeProvider time, IOptions<AoOptions> options) : ISlotCatalog
{
    private readonly ConcurrentDictionary<PluginSlot, object> _guards = new();

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
        (T)_guards.GetOrAdd(slot, static (slot, state) => SlotGuard.Create(state.implementation, state.catalog.OriginOf(slot)), (implementation, catalog: this));

    private PluginOrigin OriginOf(PluginSlot slot) =>
        new(inventory.HoldersOf(slot.Slot, slot.Name).First(static plugin => plugin.Loaded is not null).Id, slot, logger, time, options.Value.PluginTimeout);
}
