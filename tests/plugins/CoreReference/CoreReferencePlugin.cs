using Ao.Plugins;

[assembly: AoPlugin("core-reference", typeof(Ao.TestPlugins.CoreReference.CoreReferencePlugin))]
[assembly: AoSlot(Slot.Terminal, "core-reference")]

namespace Ao.TestPlugins.CoreReference;

public sealed class CoreReferencePlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<CoreReferenceTerminal>("core-reference");
}
