using Ao.Plugins;

[assembly: AoPlugin("coder", typeof(Ao.TestPlugins.Coder.CoderPlugin))]
[assembly: AoSlot(Slot.Agent, "coder", Options = new[] { "Model", "Effort" })]

namespace Ao.TestPlugins.Coder;

public sealed class CoderPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddAgent<CoderAgent>("coder");
}
