using System.Text.Json;
using Ao.Journal;
using Ao.Plugins;
using Microsoft.Extensions.Logging;

namespace Ao.Effects;

/// <summary>One intended effect, from the journaled intent to the journaled outcome.</summary>
/// <typeparam name="T">What it creates.</typeparam>
internal sealed partial class EffectAttempt<T>(EffectFacts.Intended intent, long version, IEffectAction<T> action, FactLog log, SessionGates sessions, TimeProvider time, ILogger logger)
    where T : class
{
    private const int MaxPerforms = 3;
    private long _version = version;

    /// <summary>Looks for the effect, and performs it where it is not there.</summary>
    /// <param name="uncertain">Whether an earlier run may have performed it.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    public async ValueTask<EffectOutcome<T>> RunAsync(bool uncertain, CancellationToken cancellationToken)
    {
        for (var performs = 0; ; performs++)
        {
            var finding = await FindAsync(cancellationToken).ConfigureAwait(false);
            if (finding is { Value: { } found })
            {
                return await SucceedAsync(found, isFound: true).ConfigureAwait(false);
            }

            if (finding.Problem is { } problem)
            {
                return uncertain
                    ? await UnknownAsync($"It could not be read back: {problem}").ConfigureAwait(false)
                    : await FailAsync($"It was not begun, because it could not be seen whether it exists: {problem}").ConfigureAwait(false);
            }

            if (performs == MaxPerforms)
            {
                return await FailAsync($"It was tried {MaxPerforms} times, and each time the call broke off and nothing was found afterwards.").ConfigureAwait(false);
            }

            if (await TryPerformAsync(cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }

            uncertain = true;
        }
    }

    /// <summary>Finds out what became of an intent that is not wanted any longer; <see langword="null"/> where it certainly did not happen.</summary>
    public async ValueTask<EffectOutcome<T>?> SettleAsync(CancellationToken cancellationToken)
    {
        var finding = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (finding is { Value: { } found })
        {
            return await SucceedAsync(found, isFound: true).ConfigureAwait(false);
        }

        if (finding.Problem is { } problem)
        {
            return await UnknownAsync($"It could not be read back: {problem}").ConfigureAwait(false);
        }

        await FailAsync("It was not found, and is to be done with other parameters now.").ConfigureAwait(false);
        return null;
    }

    /// <summary>Performs it; <see langword="null"/> where it is not known what happened and it must be read back.</summary>
    private async ValueTask<EffectOutcome<T>?> TryPerformAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            if (sessions.IsClosed(intent.Session))
            {
                await FailAsync("The session's gate was closed before it began.").ConfigureAwait(false);
                return new EffectOutcome<T>(EffectStatus.Closed, null, "The session's gate is closed.");
            }

            cancellationToken.ThrowIfCancellationRequested();
            var (value, fault) = await CallAsync(cancellationToken).ConfigureAwait(false);
            switch (fault)
            {
                case null:
                    return await SucceedAsync(value!, isFound: false).ConfigureAwait(false);

                case TransientException transient:
                    if (EffectBackoff.After(tries, transient.RetryAfter) is not { } delay)
                    {
                        return await FailAsync(transient.Message).ConfigureAwait(false);
                    }

                    LogRepeated(intent.Key, delay, transient.Message);
                    await WaitAsync(delay, cancellationToken).ConfigureAwait(false);
                    break;

                case OperationCanceledException when cancellationToken.IsCancellationRequested:
                    return await UnknownAsync("It was cancelled while it was under way.").ConfigureAwait(false);

                case AoException and not OutcomeUnknownException and not PluginException:
                    return await FailAsync(fault.Message).ConfigureAwait(false);

                default:
                    LogUnknown(fault, intent.Key);
                    await UnknownAsync(fault.Message).ConfigureAwait(false);
                    return null;
            }
        }
    }

    private async ValueTask<(T? Value, Exception? Fault)> CallAsync(CancellationToken cancellationToken)
    {
        try
        {
            var value = await action.PerformAsync(cancellationToken).ConfigureAwait(false);
            return value is null ? (null, new OutcomeUnknownException("The call returned nothing.")) : (value, null);
        }
        catch (Exception exception)
        {
            // Whatever broke off, the effect may have happened: the caller records that, and throws nothing away.
            return (null, exception);
        }
    }

    private async ValueTask<(T? Value, string? Problem)> FindAsync(CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            TimeSpan? delay;
            try
            {
                return (await action.FindAsync(cancellationToken).ConfigureAwait(false), null);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                var isFinal = exception is AoException and not TransientException and not OutcomeUnknownException and not PluginException;
                delay = isFinal ? null : EffectBackoff.After(tries, (exception as TransientException)?.RetryAfter);
                LogNotRead(exception, intent.Key);
                if (delay is null)
                {
                    return (null, exception.Message);
                }
            }

            await WaitAsync(delay.Value, cancellationToken).ConfigureAwait(false);
            if (sessions.IsClosed(intent.Session))
            {
                return (null, "the session's gate was closed meanwhile.");
            }
        }
    }

    private async ValueTask WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(delay, time, waiting.Token), sessions.ClosedAsync(intent.Session)).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async ValueTask<EffectOutcome<T>> SucceedAsync(T value, bool isFound)
    {
        await RecordAsync(new EffectFacts.Succeeded(intent.Key, intent.Attempt, JsonSerializer.SerializeToElement(value, action.ResultType), isFound)).ConfigureAwait(false);
        return new EffectOutcome<T>(EffectStatus.Succeeded, value, null);
    }

    private async ValueTask<EffectOutcome<T>> FailAsync(string reason)
    {
        await RecordAsync(new EffectFacts.Failed(intent.Key, intent.Attempt, reason)).ConfigureAwait(false);
        return new EffectOutcome<T>(EffectStatus.Failed, null, reason);
    }

    private async ValueTask<EffectOutcome<T>> UnknownAsync(string reason)
    {
        await RecordAsync(new EffectFacts.Unknown(intent.Key, intent.Attempt, reason)).ConfigureAwait(false);
        return new EffectOutcome<T>(EffectStatus.Unknown, null, reason);
    }

    // An outcome is recorded even when the caller no longer waits: what happened outside has happened.
    private async ValueTask RecordAsync(object outcome)
    {
        await log.AppendAsync(EffectFactKinds.StreamOf(intent.Key), _version, [outcome], CancellationToken.None).ConfigureAwait(false);
        _version++;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Operation {Key} is tried again in {Delay}: {Reason}")]
    private partial void LogRepeated(OperationKey key, TimeSpan delay, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Key} broke off; it is read back whether it happened.")]
    private partial void LogUnknown(Exception exception, OperationKey key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "It could not be read back whether operation {Key} happened.")]
    private partial void LogNotRead(Exception exception, OperationKey key);
}
