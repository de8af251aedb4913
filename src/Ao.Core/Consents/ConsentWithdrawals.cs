using System.Threading.Channels;
using Ao.Effects;
using Ao.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Consents;

/// <summary>Writes down, beside the work of others, that requests are withdrawn: those of stopped sessions, and those that nobody asks for any more.</summary>
internal sealed partial class ConsentWithdrawals(ConsentProjection projection, ConsentDesk desk, TimeProvider time, ILogger<ConsentWithdrawals> logger) : IEngineStage
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    // One item for each cause to withdraw something; it is drained before the engine has stopped.
    private readonly Channel<(IReadOnlyList<string> Ids, WithdrawalCause Cause)> _due = Channel.CreateUnbounded<(IReadOnlyList<string>, WithdrawalCause)>(new UnboundedChannelOptions { SingleReader = true });
    private Task _running = Task.CompletedTask;

    public int Order => 300;

    /// <summary>Takes back, soon, everything that a session has asked for and not used.</summary>
    public void Withdraw(SessionId session) => Withdraw(entry => entry.Consent.Session == session, WithdrawalCause.SessionStopped);

    /// <summary>Takes back, soon, what was asked for an operation that is not asked for any more.</summary>
    public void Withdraw(OperationKey operation) => Withdraw(entry => entry.Consent.Operation == operation, WithdrawalCause.Settled);

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        _due.Writer.TryComplete();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Withdraw(Func<ConsentEntry, bool> isMeant, WithdrawalCause cause)
    {
        string[] ids = [.. projection.ListLive().Where(isMeant).Select(static entry => entry.Consent.Id)];
        if (ids.Length > 0)
        {
            _due.Writer.TryWrite((ids, cause));
        }
    }

    private async Task RunAsync()
    {
        await foreach (var (ids, cause) in _due.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            foreach (var id in ids)
            {
                await WithdrawAsync(id, cause).ConfigureAwait(false);
            }
        }
    }

    private async Task WithdrawAsync(string id, WithdrawalCause cause)
    {
        for (var attempt = 1; projection.Find(id) is { IsLive: true } entry; attempt++)
        {
            try
            {
                await desk.WithdrawAsync(entry, cause, CancellationToken.None).ConfigureAwait(false);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Consent {ConsentId} could not be withdrawn; it stays until it lapses. Nobody waits for it any more, so it cannot be used.")]
    private partial void LogNotWithdrawn(Exception exception, string consentId);
}
