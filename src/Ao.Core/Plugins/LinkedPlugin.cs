using Microsoft.Extensions.Configuration;

namespace Ao.Plugins;

/// <summary>Finds out what a linked plugin fills. Its code is in the process already, so it is simply asked.</summary>
internal static class LinkedPlugin
{
    /// <exception cref="PluginException">The plugin threw.</exception>
    public static IReadOnlyList<PluginSlot> SlotsOf(PluginRegistration registration)
    {
        var builder = new PluginBuilder(new ConfigurationBuilder().Build());
        PluginFault.Guard(registration.Id, "could not be configured", () => registration.Create().Configure(builder));
        return [.. SlotContracts.SlotsIn(builder.Services)];
    }
}
