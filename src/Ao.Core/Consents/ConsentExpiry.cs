using Ao.Effects;
using Ao.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Records, when its time has come, that a question or an unused approval has lapsed.</summary>
internal sealed partial class ConsentExpiry(ConsentProjection projection, ConsentDesk desk, TimeProvider time, ILogger<ConsentExpiry> logger) : IEngineStage
{
    // The longest wait that a timer takes is 49 days; consents last 30 at most.
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private readonly BackgroundLoop _loop = new();

    public int Order => 300;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _loop.Start(RunAsync);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => _loop.StopAsync(cancellationToken);

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (first, requested) = projection.NextToLapse();
            if (first is null)
            {
                await requested.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (first.Consent.ExpiresAt - time.GetUtcNow() is { Ticks: > 0 } left)
            {
                await QuestionTimer.WaitAsync(time, left, requested, cancellationToken).ConfigureAwait(false);
            }
            else if (!await TryExpireAsync(first, cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(s_retry, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> TryExpireAsync(ConsentEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await desk.ExpireAsync(entry, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AoException exception)
        {
            LogNotRecorded(exception, entry.Consent.Id);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Consent {ConsentId} has lapsed, but that could not be recorded. It cannot be used all the same.")]
    private partial void LogNotRecorded(Exception exception, string consentId);
}
