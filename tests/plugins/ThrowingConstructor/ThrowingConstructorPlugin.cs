using Ao.Plugins;

[assembly: AoPlugin("throwing-constructor", typeof(Ao.TestPlugins.ThrowingConstructor.ThrowingConstructorPlugin))]
[assembly: AoSlot(Slot.Terminal, "throwing-constructor")]

namespace Ao.TestPlugins.ThrowingConstructor;

public sealed class ThrowingConstructorPlugin : IAoPlugin
{
    public ThrowingConstructorPlugin() => throw new InvalidOperationException("The constructor gave up");

    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<ThrowingConstructorTerminal>("throwing-constructor");
}
