using Ao.Plugins;

namespace Ao.Effects;

/// <summary>Asks implementations for the promise of <see cref="IOncePerKey"/>.</summary>
internal static class OncePerKey
{
    public static bool IsPromisedBy(ISlotCatalog plugins, Slot slot, string name) => plugins.Find<IOncePerKey>(slot, name)?.ActsOncePerKey == true;
}
