using Ao.Plugins;

namespace Ao.TestSupport.Fakes;

/// <summary>A catalog of implementations that a test hands in.</summary>
public sealed class FakeCatalog(params object[] implementations) : IPluginCatalog
{
    /// <summary>Gets what goes by a name of its own; every other name gives what the test handed in.</summary>
    public IReadOnlyDictionary<string, object> Named { get; init; } = new Dictionary<string, object>();

    /// <inheritdoc/>
    public IReadOnlyList<PluginDescriptor> List() => [];

    /// <inheritdoc/>
    public TSlot Get<TSlot>(string name)
        where TSlot : class =>
        Of<TSlot>(name) ?? throw new PluginException(null, $"No {typeof(TSlot).Name} '{name}' here.");

    /// <inheritdoc/>
    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class => Of<TCapability>(name);

    private T? Of<T>(string name)
        where T : class => Named.TryGetValue(name, out var named) ? named as T : implementations.OfType<T>().FirstOrDefault();
}
