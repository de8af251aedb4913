using Ao.Plugins;

[assembly: AoPlugin("throwing-configure", typeof(Ao.TestPlugins.ThrowingConfigure.ThrowingConfigurePlugin))]
[assembly: AoSlot(Slot.Terminal, "throwing-configure")]

namespace Ao.TestPlugins.ThrowingConfigure;

public sealed class ThrowingConfigurePlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder)
    {
        builder.AddTerminal<ThrowingConfigureTerminal>("throwing-configure");
        throw new NotImplementedException("Configure is not finished");
    }
}
