using Ao.Plugins;

namespace Ao.Reports;

/// <summary>Knows which implementations promise to keep what they are given on this machine.</summary>
internal static class KeepsOnDisk
{
    public static bool IsPromisedBy(ISlotCatalog plugins, Slot slot, string name) => plugins.Find<IKeepsOnDisk>(slot, name) is not null;
}
