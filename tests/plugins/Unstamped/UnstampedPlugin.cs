using Ao.Plugins;

[assembly: AoPlugin("unstamped", typeof(Ao.TestPlugins.Unstamped.UnstampedPlugin))]
[assembly: AoSlot(Slot.Terminal, "unstamped")]

namespace Ao.TestPlugins.Unstamped;

public sealed class UnstampedPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<UnstampedTerminal>("unstamped");
}
