using Ao.Plugins;

[assembly: AoPlugin("missing-dependency", typeof(Ao.TestPlugins.MissingDependency.MissingDependencyPlugin))]
[assembly: AoSlot(Slot.Terminal, "missing-dependency")]

namespace Ao.TestPlugins.MissingDependency;

public sealed class MissingDependencyPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<MissingDependencyTerminal>("missing-dependency");
}
