using Ao.Plugins;

namespace Ao.Core.Tests.Sessions;

/// <summary>A catalog of implementations that a test hands in.</summary>
internal sealed class FakeCatalog(params object[] implementations) : ISlotCatalog
{
    /// <summary>Gets what goes by a name of its own; every other name gives what the test handed in.</summary>
    public IReadOnlyDictionary<string, object> Named { get; init; } = new Dictionary<string, object>();

    public IReadOnlyList<PluginDescriptor> List() => [];

    public TSlot Get<TSlot>(string name)
        where TSlot : class =>
        Of<TSlot>(name, typeof(TSlot)) ?? throw new PluginException(null, $"No {typeof(TSlot).Name} '{name}' here.");

    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class => Of<TCapability>(name, SlotContracts.Of(slot));

    private T? Of<T>(string name, Type contract)
        where T : class => Named.TryGetValue(name, out var named) ? named as T : implementations.Where(contract.IsInstanceOfType).OfType<T>().FirstOrDefault();
}
