using Ao.Plugins;

[assembly: AoPlugin("older-major", typeof(Ao.TestPlugins.OlderMajor.OlderMajorPlugin))]
[assembly: AoSlot(Slot.Terminal, "older-major")]

namespace Ao.TestPlugins.OlderMajor;

public sealed class OlderMajorPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<OlderMajorTerminal>("older-major");
}
