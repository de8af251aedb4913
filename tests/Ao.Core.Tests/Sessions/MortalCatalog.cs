using Ao.Plugins;

namespace Ao.Core.Tests.Sessions;

/// <summary>A catalog whose host may die at each call of a plugin.</summary>
internal sealed class MortalCatalog(ISlotCatalog catalog, Life life) : ISlotCatalog
{
    public IReadOnlyList<PluginDescriptor> List() => catalog.List();

    public TSlot Get<TSlot>(string name)
        where TSlot : class => MortalProxy.Of(catalog.Get<TSlot>(name), life);

    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class => catalog.Find<TCapability>(slot, name) is { } found ? MortalProxy.Of(found, life) : null;
}
