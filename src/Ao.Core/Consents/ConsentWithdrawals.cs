using System.Threading.Channels;
using Ao.Effects;
using Ao.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Writes down, beside the work of others, that the requests of stopped sessions are withdrawn.</summary>
internal sealed partial class ConsentWithdrawals(ConsentProjection projection, ConsentDesk desk, TimeProvider time, ILogger<ConsentWithdrawals> logger) : IEngineStage
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    // One item for each stop of a session that has requests; it is drained before the engine has stopped.
    private readonly Channel<IReadOnlyList<string>> _stopped = Channel.CreateUnbounded<IReadOnlyList<string>>(new UnboundedChannelOptions { SingleReader = true });
    private Task _running = Task.CompletedTask;

    public int Order => 300;

    /// <summary>Takes back, soon, everything that a session has asked for and not used.</summary>
    public void Withdraw(SessionId session)
    {
        string[] ids = [.. projection.ListLive().Where(entry => entry.Consent.Session == session).Select(static entry => entry.Consent.Id)];
        if (ids.Length > 0)
        {
            _stopped.Writer.TryWrite(ids);
        }
    }

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        _stopped.Writer.TryComplete();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        await foreach (var ids in _stopped.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            foreach (var id in ids)
            {
                await WithdrawAsync(id).ConfigureAwait(false);
            }
        }
    }

    private async Task WithdrawAsync(string id)
    {
        for (var attempt = 1; projection.Find(id) is { IsLive: true } entry; attempt++)
        {
            try
            {
                await desk.WithdrawAsync(entry, WithdrawalCause.SessionStopped, CancellationToken.None).ConfigureAwait(false);
            }
            catch (AoException exception) when (attempt < Attempts)
            {
                LogRepeated(exception, id);
                await Task.Delay(s_retry, time, CancellationToken.None).ConfigureAwait(false);
            }
            catch (AoException exception)
            {
                LogNotWithdrawn(exception, id);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Consent {ConsentId} could not be withdrawn yet.")]
    private partial void LogRepeated(Exception exception, string consentId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Consent {ConsentId} of a stopped session could not be withdrawn; it stays until it lapses. The session's gate is closed, so it cannot be used.")]
    private partial void LogNotWithdrawn(Exception exception, string consentId);
}
