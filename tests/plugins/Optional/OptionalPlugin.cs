using Ao.Plugins;

[assembly: AoPlugin("optional", typeof(Ao.TestPlugins.Optional.OptionalPlugin), Description = "Has options.", Options = typeof(Ao.TestPlugins.Optional.OptionalOptions))]
[assembly: AoSlot(Slot.Terminal, "optional")]

namespace Ao.TestPlugins.Optional;

public sealed class OptionalPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder)
    {
        builder.AddOptions<OptionalOptions>().Configure(static options => options.Target = "default");
        builder.AddTerminal<OptionalTerminal>("optional");
    }
}
