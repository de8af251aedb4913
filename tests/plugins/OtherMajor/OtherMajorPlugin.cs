using Ao.Plugins;

[assembly: AoPlugin("other-major", typeof(Ao.TestPlugins.OtherMajor.OtherMajorPlugin))]
[assembly: AoSlot(Slot.Terminal, "other-major")]

namespace Ao.TestPlugins.OtherMajor;

public sealed class OtherMajorPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<OtherMajorTerminal>("other-major");
}
