using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: AoPlugin("newer-extensions", typeof(Ao.TestPlugins.NewerExtensions.NewerExtensionsPlugin))]
[assembly: AoSlot(Slot.Terminal, "newer-extensions")]

namespace Ao.TestPlugins.NewerExtensions;

public sealed class NewerExtensionsPlugin : IAoPlugin
{
    public void Configure(IAoPluginBuilder builder)
    {
        builder.Services.AddSingleton<Heart>();
        builder.Services.AddSingleton<IHostedService>(static services => services.GetRequiredService<Heart>());
        builder.AddTerminal<NewerExtensionsTerminal>("newer-extensions");
    }
}
