using Ao.Plugins;

namespace Ao.TestSupport.Fakes;

/// <summary>A catalog of implementations that a test hands in.</summary>
public sealed class FakeCatalog(params object[] implementations) : IPluginCatalog
{
    /// <inheritdoc/>
    public IReadOnlyList<PluginDescriptor> List() => [];

    /// <inheritdoc/>
    public TSlot Get<TSlot>(string name)
        where TSlot : class =>
        implementations.OfType<TSlot>().FirstOrDefault() ?? throw new PluginException(null, $"No {typeof(TSlot).Name} '{name}' here.");

    /// <inheritdoc/>
    public TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class => implementations.OfType<TCapability>().FirstOrDefault();
}
