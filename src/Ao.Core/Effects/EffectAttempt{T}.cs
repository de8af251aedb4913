using System.Text.Json;
using Ao.Consents;
using Ao.Journal;
using Ao.Plugins;
using Microsoft.Extensions.Logging;

namespace Ao.Effects;

/// <summary>One intended effect, from the journaled intent to the journaled outcome.</summary>
/// <typeparam name="T">What it creates.</typeparam>
internal sealed partial class EffectAttempt<T>(EffectState state, IEffectAction<T> action, EffectSearch<T> search, FactLog log, ConsentDesk consents, SessionGates sessions, TimeProvider time, ILogger logger)
    where T : class
{
    private const int MaxPerforms = 3;
    private readonly EffectFacts.Intended _intent = state.Intent;
    private long _version = state.Version;
    private bool _isUnknown = state.Outcome == EffectStatus.Unknown;
    private int _performs;

    /// <summary>Performs an effect that was just intended.</summary>
    public async ValueTask<EffectOutcome<T>> PerformAsync(CancellationToken cancellationToken)
    {
        _performs++;
        for (var tries = 1; ; tries++)
        {
            if (sessions.IsClosed(_intent.Session))
            {
                await FailAsync("The session's gate was closed before it began.").ConfigureAwait(false);
                return new EffectOutcome<T>(EffectStatus.Closed, null, "The session's gate is closed.");
            }

            if (cancellationToken.IsCancellationRequested)
            {
                await FailAsync("It was called off before it began.").ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }

            var (value, fault) = await CallAsync().ConfigureAwait(false);
            switch (fault)
            {
                case null:
                    return await SucceedAsync(value!, isFound: false).ConfigureAwait(false);

                case TransientException transient:
                    if (EffectBackoff.After(tries, transient.RetryAfter) is not { } delay)
                    {
                        return (await FailAsync(transient.Message, ReturnOfConsent(transient.RetryAfter)).ConfigureAwait(false)) with { IsTransient = true, RetryAfter = transient.RetryAfter };
                    }

                    LogRepeated(_intent.Key, delay, transient.Message);
                    await sessions.WaitAsync(_intent.Session, delay, time, cancellationToken).ConfigureAwait(false);
                    break;

                case AoException and not (OutcomeUnknownException or PluginException):
                    return await FailAsync(fault.Message).ConfigureAwait(false);

                default:
                    LogUnknown(fault, _intent.Key);
                    await UnknownAsync(fault.Message).ConfigureAwait(false);
                    return await ReadBackAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Finds out what became of an effect that may have happened. It is performed again only where that cannot double it; otherwise what is not found stays unknown.</summary>
    public async ValueTask<EffectOutcome<T>> ReadBackAsync(CancellationToken cancellationToken)
    {
        var mayRepeat = action.MayRepeat && _performs < MaxPerforms;
        return await LookAsync(mayRepeat, cancellationToken).ConfigureAwait(false)
            ?? await PerformAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds out what became of an effect that may have happened and is wanted with other parameters now.</summary>
    /// <returns>What became of it; <see langword="null"/> where it can give way: it is not there, and should it still arrive, it takes the place of the one that is wanted.</returns>
    public async ValueTask<EffectOutcome<T>?> GiveWayAsync(CancellationToken cancellationToken)
    {
        if (await LookAsync(action.MayRepeat, cancellationToken).ConfigureAwait(false) is { } outcome)
        {
            return outcome;
        }

        await FailAsync("It was not found, and is to be done with other parameters now.").ConfigureAwait(false);
        return null;
    }

    /// <summary>Finds out what became of an effect that may have happened, and performs nothing.</summary>
    /// <returns>What became of it; <see langword="null"/> where it is not there and may be done again when it is asked for, so that nobody need look.</returns>
    public ValueTask<EffectOutcome<T>?> SettleAsync(CancellationToken cancellationToken) => LookAsync(action.MayRepeat, cancellationToken);

    /// <summary>Looks for it; <see langword="null"/> where it is not there and may be done again.</summary>
    private async ValueTask<EffectOutcome<T>?> LookAsync(bool mayRepeat, CancellationToken cancellationToken)
    {
        var finding = mayRepeat
            ? await search.LookAsync(cancellationToken).ConfigureAwait(false)
            : await search.ReadBackAsync(cancellationToken).ConfigureAwait(false);
        return finding switch
        {
            { Value: { } found } => await SucceedAsync(found, isFound: true).ConfigureAwait(false),
            { Problem: { } problem } => await UnknownAsync(problem).ConfigureAwait(false),
            _ => null,
        };
    }

    private async ValueTask<(T? Value, Exception? Fault)> CallAsync()
    {
        try
        {
            var value = await action.PerformAsync().ConfigureAwait(false);
            return value is null ? (null, new OutcomeUnknownException("The call returned nothing.")) : (value, null);
        }
        catch (Exception exception)
        {
            // Whatever broke off, the effect may have happened: the caller records that, and throws nothing away.
            return (null, exception);
        }
    }

    private async ValueTask<EffectOutcome<T>> SucceedAsync(T value, bool isFound)
    {
        await RecordAsync(new EffectFacts.Succeeded(_intent.Key, _intent.Attempt, JsonSerializer.SerializeToElement(value, action.ResultType), isFound)).ConfigureAwait(false);
        return new EffectOutcome<T>(EffectStatus.Succeeded, value, null);
    }

    private async ValueTask<EffectOutcome<T>> FailAsync(string reason, StreamAppend? beside = null)
    {
        await RecordAsync(new EffectFacts.Failed(_intent.Key, _intent.Attempt, reason), beside).ConfigureAwait(false);
        return new EffectOutcome<T>(EffectStatus.Failed, null, reason);
    }

    private async ValueTask<EffectOutcome<T>> UnknownAsync(string reason)
    {
        // Said once: looking again and seeing no more is nothing new.
        if (!_isUnknown)
        {
            await RecordAsync(new EffectFacts.Unknown(_intent.Key, _intent.Attempt, reason)).ConfigureAwait(false);
            _isUnknown = true;
        }

        return new EffectOutcome<T>(EffectStatus.Unknown, null, $"It is not known whether '{_intent.Key}' has happened: {reason.TrimEnd('.')}. Look for it, then say so: read it back again, or declare it done or not done.");
    }

    // An outcome is recorded even when the caller no longer waits: what happened outside has happened.
    private async ValueTask RecordAsync(object outcome, StreamAppend? beside = null)
    {
        var append = log.Prepare(EffectFactKinds.StreamOf(_intent.Key), _version, [outcome]);
        await log.AppendAsync(beside is null ? [append] : [append, beside], CancellationToken.None).ConfigureAwait(false);
        _version++;
    }

    // A person's yes was for the operation, and nothing of it was done. A session that was stopped has no yes any more.
    private StreamAppend? ReturnOfConsent(TimeSpan? wait) =>
        _intent.ConsentId is { } id && !sessions.IsClosed(_intent.Session) ? consents.PrepareReturn(consents.Find(id), _intent.Key, _intent.Attempt, wait) : null;

    [LoggerMessage(Level = LogLevel.Information, Message = "Operation {Key} is tried again in {Delay}: {Reason}")]
    private partial void LogRepeated(OperationKey key, TimeSpan delay, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Operation {Key} broke off; it is read back whether it happened.")]
    private partial void LogUnknown(Exception exception, OperationKey key);
}
