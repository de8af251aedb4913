using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Tells what is held back when its while is over, and tries again as long as the gateway does not take it.</summary>
internal sealed partial class DigestDelivery(Outgoing outgoing, HeldNotes held, IOptions<OpenClawOptions> options, TimeProvider timeProvider, ILogger<DigestDelivery> logger) : BackgroundService
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // What an earlier host has held back has waited long enough.
            await TellAsync(stoppingToken).ConfigureAwait(false);
            while (true)
            {
                await held.WaitAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(options.Value.NoiseWindow > s_shortest ? options.Value.NoiseWindow : TimeSpan.FromMinutes(1), timeProvider, stoppingToken).ConfigureAwait(false);
                await TellAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends; what is held back is kept.
        }
    }

    private async Task TellAsync(CancellationToken stoppingToken)
    {
        for (var wait = s_shortest; ; wait = wait * 2 < s_longest ? wait * 2 : s_longest)
        {
            try
            {
                await outgoing.TellHeldAsync(stoppingToken).ConfigureAwait(false);
                return;
            }
            catch (AoException exception)
            {
                LogNotTold(logger, wait, exception);
            }

            await Task.Delay(wait, timeProvider, stoppingToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "What is held back for the OpenClaw gateway could not be told; it is tried again in {Wait}.")]
    private static partial void LogNotTold(ILogger logger, TimeSpan wait, Exception exception);
}
