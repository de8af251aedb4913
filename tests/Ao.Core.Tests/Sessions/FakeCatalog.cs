using Ao.Plugins;

namespace Ao.Core.Tests.Sessions;

/// <summary>A catalog of implementations that a test hands in.</summary>
internal sealed class FakeCatalog(params object[] implementations) : ISlotCatalog
{
    public IReadOnlyList<PluginDescriptor> List() => [];

    public TSlot Get<TSlot>(string name)
        where TSlot : class =>
        implementations.OfType<TSlot>().FirstOrDefault() ?? throw new PluginException(null, $"No {typeof(TSlot).Name} '{name}' here.");

    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class => implementations.Where(SlotContracts.Of(slot).IsInstanceOfType).OfType<TCapability>().FirstOrDefault();
}
