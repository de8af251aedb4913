using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: AoPlugin("observed", typeof(Ao.TestPlugins.Observed.ObservedPlugin))]
[assembly: AoSlot(Slot.Terminal, "observed")]

namespace Ao.TestPlugins.Observed;

public sealed class ObservedPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder)
    {
        builder.Services.AddSingleton<Heart>();
        builder.Services.AddSingleton<IHostedService>(static services => services.GetRequiredService<Heart>());
        builder.AddTerminal<ObservedTerminal>("observed");
    }
}
