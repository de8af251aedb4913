using Ao.Plugins;

[assembly: AoPlugin("native", typeof(Ao.TestPlugins.Native.NativePlugin))]
[assembly: AoSlot(Slot.Terminal, "native")]

namespace Ao.TestPlugins.Native;

public sealed class NativePlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<NativeTerminal>("native");
}
