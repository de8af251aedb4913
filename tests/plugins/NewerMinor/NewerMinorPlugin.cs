using Ao.Plugins;

[assembly: AoPlugin("newer-minor", typeof(Ao.TestPlugins.NewerMinor.NewerMinorPlugin))]
[assembly: AoSlot(Slot.Terminal, "newer-minor")]

namespace Ao.TestPlugins.NewerMinor;

public sealed class NewerMinorPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<NewerMinorTerminal>("newer-minor");
}
