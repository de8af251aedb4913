using Microsoft.Extensions.Hosting;

namespace Ao.TestPlugins.NewerExtensions;

internal sealed class Heart : IHostedService
{
    public bool Beats { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Beats = true;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Beats = false;
        return Task.CompletedTask;
    }
}
