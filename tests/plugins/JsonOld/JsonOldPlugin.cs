using Ao.Plugins;

[assembly: AoPlugin("json-old", typeof(Ao.TestPlugins.JsonOld.JsonOldPlugin))]
[assembly: AoSlot(Slot.Terminal, "json-old")]

namespace Ao.TestPlugins.JsonOld;

public sealed class JsonOldPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<JsonOldTerminal>("json-old");
}
