using Ao.Plugins;

[assembly: AoPlugin("json-new", typeof(Ao.TestPlugins.JsonNew.JsonNewPlugin))]
[assembly: AoSlot(Slot.Terminal, "json-new")]

namespace Ao.TestPlugins.JsonNew;

public sealed class JsonNewPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<JsonNewTerminal>("json-new");
}
