using Ao.Plugins;
using System.Runtime.Versioning;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

[assembly: UnsupportedOSPlatform("windows")]
[assembly: AoPlugin("tmux", typeof(Ao.Plugins.Tmux.TmuxPlugin), Description = "Runs sessions in tmux, where a person can attach to them.")]
[assembly: AoSlot(Slot.Runtime, "tmux")]
[assembly: AoSlot(Slot.Terminal, "tmux")]

namespace Ao.Plugins.Tmux;

/// <summary>Runs sessions in tmux, where a person can attach to them.</summary>
public sealed class TmuxPlugin : IAoPlugin
{
    /// <inheritdoc/>
    public void Configure(IAoPluginBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);

        builder.Services.AddSingleton<TmuxFolder>();
        builder.Services.AddSingleton<TmuxServer>();
        builder.Services.AddSingleton<RunStarter>();
        builder.Services.AddSingleton<IHostedService, OutputLimits>();
        builder.AddRuntime<TmuxRuntime>("tmux").AddTerminal<TmuxTerminal>("tmux");
    }
}
