namespace Ao.Plugins;

/// <summary>The implementations that plugins bring. It stays inside the engine: whoever holds a contract can act outside, past the effect gate.</summary>
internal interface ISlotCatalog : IPluginCatalog
{
    /// <summary>Gives the implementation of a slot. The plugin that holds it is loaded when it is first asked for.</summary>
    /// <typeparam name="TSlot">One of the eight contracts, or an optional capability of one.</typeparam>
    /// <param name="name">The name of the implementation.</param>
    /// <returns>The implementation, guarded: whatever it throws that is no <see cref="AoException"/> or cancellation comes out as a <see cref="PluginException"/> that names the plugin.</returns>
    /// <exception cref="PluginException">No loaded plugin has that name in that slot (the message lists those there are), or the plugin could not be loaded.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="TSlot"/> is an optional capability that the implementation does not have.</exception>
    TSlot Get<TSlot>(string name)
        where TSlot : class;

    /// <summary>Gives an optional capability of an implementation.</summary>
    /// <typeparam name="TCapability">The capability, such as <see cref="Scm.IPullRequestHost"/>.</typeparam>
    /// <param name="slot">The slot that the implementation fills.</param>
    /// <param name="name">The name of the implementation.</param>
    /// <returns>The capability, guarded, or <see langword="null"/> where the implementation does not have it.</returns>
    /// <exception cref="PluginException">No loaded plugin has that name in that slot, or the plugin could not be loaded.</exception>
    TCapability? Find<TCapability>(Slot slot, string name)
        where TCapability : class;
}
