using Ao.Plugins;

[assembly: AoPlugin("twin", typeof(Ao.TestPlugins.Twin.TwinPlugin))]
[assembly: AoSlot(Slot.Terminal, "json-new")]

namespace Ao.TestPlugins.Twin;

public sealed class TwinPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<TwinTerminal>("json-new");
}
