using System.Text.Json;
using Ao.Consents;
using Ao.Journal;
using Ao.Projects;
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
    ProjectCatalog projects,
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
                var (outcome, asked) = await StepAsync(effect, hash, action, consentId, cancellationToken).ConfigureAwait(false);
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

    public void Close(SessionId session)
    {
        _sessions.Close(session);
        withdrawals.Withdraw(session);
    }

    public void Open(SessionId session) => _sessions.Open(session);

    /// <summary>Does what can be done without waiting for anybody: gives the outcome, or else the request for consent that must be answered first.</summary>
    private async ValueTask<(EffectOutcome<T>? Outcome, string? Asked)> StepAsync<T>(Effect effect, string hash, IEffectAction<T> action, string? awaited, CancellationToken cancellationToken)
        where T : class
    {
        using var holder = await _operations.AcquireAsync(effect.Key, cancellationToken).ConfigureAwait(false);

        // In this order: an approval that is used is preceded by its intent, so that who sees the use sees the intent too.
        var requests = consents.ListOf(effect.Key);
        var state = effects.Find(effect.Key);
        if (await RecallAsync(effect, hash, state, action, awaited, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return (known, null);
        }

        var approval = requests.FirstOrDefault(entry => entry.Consent.State == ConsentState.Approved && entry.Consent.Hash == hash && !desk.HasLapsed(entry));
        if (approval is null && ConsentFloor.Requires(effect.Kind, projects.Find(effect.Project)?.Options))
        {
            var request = await desk.RequestAsync(effect, hash, requests, cancellationToken).ConfigureAwait(false);
            return (null, request.Consent.Id);
        }

        await ClaimAsync(effect, hash, effects.Find(effect.Key), approval, cancellationToken).ConfigureAwait(false);
        return (await Attempt(effects.Find(effect.Key)!, action).RunAsync(uncertain: false, cancellationToken).ConfigureAwait(false), null);
    }

    /// <summary>Gives the outcome as far as it follows from what was done before; <see langword="null"/> where there is a new attempt to make.</summary>
    private async ValueTask<EffectOutcome<T>?> RecallAsync<T>(Effect effect, string hash, EffectState? state, IEffectAction<T> action, string? awaited, CancellationToken cancellationToken)
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

            // Where something else was intended under this key, it may have been done, and that is settled first.
            return state.Intent.Hash == hash
                ? await Attempt(state, action).RunAsync(uncertain: true, cancellationToken).ConfigureAwait(false)
                : await Attempt(state, action).SettleAsync(cancellationToken).ConfigureAwait(false);
        }

        // The approval that this caller waited for was used by another caller for the same operation: the two share the outcome.
        return state is { Outcome: EffectStatus.Failed } && awaited is not null && state.Intent.ConsentId == awaited
            ? new EffectOutcome<T>(EffectStatus.Failed, null, state.Reason)
            : null;
    }

    /// <summary>Writes the intent and uses the consent: both or neither, and only if nobody else has.</summary>
    private async ValueTask ClaimAsync(Effect effect, string hash, EffectState? state, ConsentEntry? consent, CancellationToken cancellationToken)
    {
        var number = (state?.Intent.Attempt ?? 0) + 1;
        var intent = new EffectFacts.Intended(effect.Key, effect.Kind, effect.Project, effect.Session, number, hash, consent?.Consent.Id, _performer);
        List<StreamAppend> appends = [log.Prepare(EffectFactKinds.StreamOf(effect.Key), state?.Version ?? 0, [intent])];
        if (consent is not null)
        {
            var use = new ConsentFacts.Used(consent.Consent.Id, effect.Key, number, hash);
            appends.Add(log.Prepare(EffectFactKinds.StreamOf(consent.Consent.Id), consent.Version, [use]));
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    // A gate that has written its intent under this very epoch lives in this host; one of an older epoch is gone, and what it left is read back.
    private bool IsHeldByAnother(EffectState state) => state.Epoch == journal.Epoch && state.Intent.Performer != _performer;

    private EffectAttempt<T> Attempt<T>(EffectState state, IEffectAction<T> action)
        where T : class => new(state.Intent, state.Version, action, log, _sessions, time, logger);

    private static string? Refusal(ConsentEntry entry) => entry.Consent.State switch
    {
        ConsentState.Denied => $"'{entry.Consent.AnsweredBy?.Id}' said no{(entry.Consent.Reason is { Length: > 0 } reason ? $": {reason}" : ".")}",
        ConsentState.Expired => $"The request for consent '{entry.Consent.Id}' lapsed at {entry.Consent.ExpiresAt:u} without being answered and used.",
        ConsentState.Withdrawn when entry.Withdrawal != WithdrawalCause.SessionStopped => entry.Withdrawal == WithdrawalCause.Superseded
            ? $"The request for consent '{entry.Consent.Id}' was replaced: the operation is now to be done with other parameters."
            : $"The request for consent '{entry.Consent.Id}' was withdrawn by an operator.",
        _ => null,
    };

    private static EffectOutcome<T> Recorded<T>(EffectState state, IEffectAction<T> action)
        where T : class => new(EffectStatus.Succeeded, state.Result.Deserialize(action.ResultType), null);

    private static EffectOutcome<T> Closed<T>()
        where T : class => new(EffectStatus.Closed, null, "The session's gate is closed.");
}
