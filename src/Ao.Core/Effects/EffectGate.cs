using System.Text.Json;
using Ao.Consents;
using Ao.Governance;
using Ao.Journal;
using Microsoft.Extensions.Logging;

namespace Ao.Effects;

/// <summary>Decides whether an effect may be attempted, claims the attempt, and hands it on.</summary>
internal sealed class EffectGate(
    FactLog log,
    IJournal journal,
    EffectProjection effects,
    ConsentProjection consents,
    ConsentDesk desk,
    ConsentWithdrawals withdrawals,
    PolicyDesk policy,
    EffectsUnderWay underWay,
    TimeProvider time,
    ILogger<EffectGate> logger) : IEffectGate
{
    private const int MaxRaces = 100;
    private readonly SessionGates _sessions = new();
    private readonly KeyedLock _operations = new();
    private readonly string _performer = Guid.NewGuid().ToString("n");

    public async ValueTask<EffectOutcome<T>> PerformAsync<T>(Effect effect, IEffectAction<T> action, CancellationToken cancellationToken)
        where T : class
    {
        var hash = CanonicalOperation.Hash(effect);
        string? consentId = null;
        for (var races = 0; ;)
        {
            try
            {
                var step = StepAsync(effect, hash, action, consentId, cancellationToken).AsTask();
                var (outcome, asked) = await underWay.WaitAsync(effect.Key, step, cancellationToken).ConfigureAwait(false);
                if (outcome is not null)
                {
                    return outcome;
                }

                // The operation is not locked while a person thinks, so that it can be asked for again with newer parameters.
                consentId = asked!;
                await Task.WhenAny(consents.DecidedAsync(consentId), _sessions.ClosedAsync(effect.Session)).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (_sessions.IsClosed(effect.Session))
                {
                    withdrawals.Withdraw(effect.Session!.Value);
                    return Closed<T>();
                }

                if (Refusal(consents.Find(consentId)!) is { } reason)
                {
                    return new EffectOutcome<T>(EffectStatus.Denied, null, reason);
                }
            }
            catch (StreamVersionException) when (++races < MaxRaces)
            {
                // Somebody else wrote first: the projections hold it by now, and the decision is made anew.
            }
        }
    }

    public async ValueTask<EffectState> ReadBackAsync<T>(OperationKey key, IEffectAction<T> action, CancellationToken cancellationToken)
        where T : class
    {
        using var holder = await _operations.AcquireAsync(key, cancellationToken).ConfigureAwait(false);
        if (effects.Find(key) is { IsUnsettled: true } state && !IsHeldByAnother(state))
        {
            await Attempt(state, Search(key, session: null, action), action).SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        return effects.Find(key) ?? throw NotKnown(key);
    }

    public async ValueTask<EffectState> DeclareAsync(OperationKey key, bool happened, Operator by, string? reason, CancellationToken cancellationToken)
    {
        using var holder = await _operations.AcquireAsync(key, cancellationToken).ConfigureAwait(false);
        var state = effects.Find(key) ?? throw NotKnown(key);
        if (!state.IsUnsettled || IsHeldByAnother(state))
        {
            throw new AoException($"Operation '{key}' cannot be declared {(happened ? "done" : "not done")}: {(state.IsUnsettled ? "it is under way" : $"what became of it is known ({state.Outcome})")}.");
        }

        var declared = new EffectFacts.Declared(key, state.Intent.Attempt, happened, by, reason);
        await log.AppendAsync(EffectFactKinds.StreamOf(key), state.Version, [declared], cancellationToken).ConfigureAwait(false);
        return effects.Find(key)!;
    }

    public void Close(SessionId session)
    {
        _sessions.Close(session);
        withdrawals.Withdraw(session);
    }

    public void Open(SessionId session) => _sessions.Open(session);

    /// <summary>Does what can be done without waiting for a person: gives the outcome, or else the request for consent that must be answered first.</summary>
    private async ValueTask<(EffectOutcome<T>? Outcome, string? Asked)> StepAsync<T>(Effect effect, string hash, IEffectAction<T> action, string? awaited, CancellationToken cancellationToken)
        where T : class
    {
        using var holder = await _operations.AcquireAsync(effect.Key, cancellationToken).ConfigureAwait(false);

        // In this order: an approval that is used is preceded by its intent, so that who sees the use sees the intent too.
        var requests = consents.ListOf(effect.Key);
        var state = effects.Find(effect.Key);
        var search = Search(effect.Key, effect.Session, action);
        if (await RecallAsync(effect, hash, state, action, search, awaited, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return (known, null);
        }

        var ruling = await policy.RuleAsync(effect, cancellationToken).ConfigureAwait(false);
        if (ruling.Verdict >= PolicyVerdict.Deny)
        {
            return (new EffectOutcome<T>(EffectStatus.Denied, null, await policy.DenyAsync(effect, hash, ruling, requests, cancellationToken).ConfigureAwait(false)), null);
        }

        var approval = requests.FirstOrDefault(entry => entry.Consent.State == ConsentState.Approved && desk.Fits(entry, hash) && !desk.HasLapsed(entry));

        if (approval is null && action.AsksOnce && requests.FirstOrDefault(entry => entry.Consent.State == ConsentState.Denied && entry.Consent.Hash == hash) is { } denied)
        {
            return (new EffectOutcome<T>(EffectStatus.Denied, null, Refusal(denied)), null);
        }

        if (approval is null && ruling.Verdict != PolicyVerdict.Allow)
        {
            var request = await desk.RequestAsync(effect, hash, ruling.Why, requests, cancellationToken).ConfigureAwait(false);
            return (null, request.Consent.Id);
        }

        // Before the intent, so that nothing but the call lies between the intent and its outcome.
        var finding = await search.LookAsync(cancellationToken).ConfigureAwait(false);
        if (finding.Problem is { } problem)
        {
            if (finding.MayPass && desk.PrepareReturn(approval, effect.Key, state?.Intent.Attempt ?? 0, finding.RetryAfter) is { } kept)
            {
                await log.AppendAsync([kept], cancellationToken).ConfigureAwait(false);
            }

            return (new EffectOutcome<T>(EffectStatus.Failed, null, $"It was not begun, because it could not be seen whether it exists: {problem}") { IsTransient = finding.MayPass, RetryAfter = finding.RetryAfter }, null);
        }

        if (_sessions.IsClosed(effect.Session))
        {
            return (Closed<T>(), null);
        }

        await ClaimAsync(effect, hash, effects.Find(effect.Key), approval, finding.Value, action, cancellationToken).ConfigureAwait(false);
        var claimed = effects.Find(effect.Key)!;
        return claimed.Outcome == EffectStatus.Succeeded
            ? (Recorded(claimed, action), null)
            : (await Attempt(claimed, search, action).PerformAsync(cancellationToken).ConfigureAwait(false), null);
    }

    /// <summary>Gives the outcome as far as it follows from what was done before; <see langword="null"/> where there is a new attempt to make.</summary>
    private async ValueTask<EffectOutcome<T>?> RecallAsync<T>(Effect effect, string hash, EffectState? state, IEffectAction<T> action, EffectSearch<T> search, string? awaited, CancellationToken cancellationToken)
        where T : class
    {
        if (state?.Outcome == EffectStatus.Succeeded)
        {
            return Recorded(state, action);
        }

        if (_sessions.IsClosed(effect.Session))
        {
            return Closed<T>();
        }

        if (state is { IsUnsettled: true })
        {
            if (IsHeldByAnother(state))
            {
                return new EffectOutcome<T>(EffectStatus.Unknown, null, $"Another gate of this host is performing '{effect.Key}'.");
            }

            // Where something else was intended under this key, that is what may have been done, and it is settled first.
            var attempt = Attempt(state, search, action);
            return state.Intent.Hash == hash
                ? await attempt.ReadBackAsync(cancellationToken).ConfigureAwait(false)
                : await attempt.GiveWayAsync(cancellationToken).ConfigureAwait(false);
        }

        // The approval that this caller waited for was used by another caller for the same operation: the two share the outcome.
        return state is { Outcome: EffectStatus.Failed } && awaited is not null && state.Intent.ConsentId == awaited
            ? new EffectOutcome<T>(EffectStatus.Failed, null, state.Reason)
            : null;
    }

    /// <summary>Writes the intent, what was found of it, and the use of the consent: all or nothing, and only if nobody else has.</summary>
    private async ValueTask ClaimAsync<T>(Effect effect, string hash, EffectState? state, ConsentEntry? consent, T? found, IEffectAction<T> action, CancellationToken cancellationToken)
        where T : class
    {
        var number = (state?.Intent.Attempt ?? 0) + 1;
        List<object> facts = [new EffectFacts.Intended(effect.Key, effect.Kind, effect.Project, effect.Session, number, hash, consent?.Consent.Id, _performer, effect.Title, effect.Parameters)];
        if (found is not null)
        {
            facts.Add(new EffectFacts.Succeeded(effect.Key, number, JsonSerializer.SerializeToElement(found, action.ResultType), Found: true));
        }

        List<StreamAppend> appends = [log.Prepare(EffectFactKinds.StreamOf(effect.Key), state?.Version ?? 0, facts)];
        if (consent is not null)
        {
            var use = new ConsentFacts.Used(consent.Consent.Id, effect.Key, number, hash);
            appends.Add(log.Prepare(EffectFactKinds.StreamOf(consent.Consent.Id), consent.Version, [use]));
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    // A gate that has written its intent under this very epoch lives in this host; one of an older epoch is gone, and what it left is read back.
    private bool IsHeldByAnother(EffectState state) => state.Epoch == journal.Epoch && state.Intent.Performer != _performer;

    private EffectSearch<T> Search<T>(OperationKey key, SessionId? session, IEffectAction<T> action)
        where T : class => new(key, session, action, _sessions, time, logger);

    private EffectAttempt<T> Attempt<T>(EffectState state, EffectSearch<T> search, IEffectAction<T> action)
        where T : class => new(state, action, search, log, desk, _sessions, time, logger);

    private static string? Refusal(ConsentEntry entry) => entry.Consent.State switch
    {
        ConsentState.Denied => $"'{entry.Consent.AnsweredBy?.Id}' said no{(entry.Consent.Reason is { Length: > 0 } reason ? $": {reason}" : ".")}",
        ConsentState.Expired => $"The request for consent '{entry.Consent.Id}' lapsed at {entry.Consent.ExpiresAt:u} without being answered and used.",
        ConsentState.Withdrawn when entry.Withdrawal != WithdrawalCause.SessionStopped => entry.Withdrawal == WithdrawalCause.Superseded
            ? $"The request for consent '{entry.Consent.Id}' was replaced: the operation is now to be done with other parameters."
            : entry.Withdrawal == WithdrawalCause.PolicyChanged ? $"The request for consent '{entry.Consent.Id}' was withdrawn: another policy holds in the project by now."
            : entry.Withdrawal == WithdrawalCause.Settled ? $"The request for consent '{entry.Consent.Id}' was withdrawn, because it was not asked for any more."
            : $"The request for consent '{entry.Consent.Id}' was withdrawn by an operator.",
        _ => null,
    };

    private static EffectOutcome<T> Recorded<T>(EffectState state, IEffectAction<T> action)
        where T : class => new(EffectStatus.Succeeded, state.Result.ValueKind == JsonValueKind.Undefined ? null : state.Result.Deserialize(action.ResultType), state.Reason);

    private static EffectOutcome<T> Closed<T>()
        where T : class => new(EffectStatus.Closed, null, "The session's gate is closed.");

    private static AoException NotKnown(OperationKey key) => new($"There is no operation '{key}'. List the unsettled ones and use a key from there.");
}
