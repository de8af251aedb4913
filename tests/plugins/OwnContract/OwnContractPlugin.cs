using Ao.Plugins;

[assembly: AoPlugin("own-contract", typeof(Ao.TestPlugins.OwnContract.OwnContractPlugin))]
[assembly: AoSlot(Slot.Terminal, "own-contract")]

namespace Ao.TestPlugins.OwnContract;

public sealed class OwnContractPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder) => builder.AddTerminal<OwnContractTerminal>("own-contract");
}
