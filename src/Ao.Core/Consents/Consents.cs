using System.Runtime.CompilerServices;
using Ao.Effects;
using Ao.Journal;

namespace Ao.Consents;

internal sealed class Consents(FactLog log, ConsentProjection projection, ConsentDesk desk, OperatorGuard operators, TimeProvider time) : IConsents
{
    public IReadOnlyList<Consent> List(bool pendingOnly = true) =>
        pendingOnly
            ? [.. projection.ListLive().Where(entry => entry.Consent.State == ConsentState.Pending && !desk.HasLapsed(entry)).Select(static entry => entry.Consent).OrderBy(static consent => consent.RequestedAt)]
            : projection.List();

    public async ValueTask<Consent> AnswerAsync(string consentId, ConsentDecision decision, Operator by, string? reason = null, CancellationToken cancellationToken = default) =>
        await AnswerAsync(Get(consentId), decision, Check(decision, by), reason, rule: null, cancellationToken).ConfigureAwait(false);

    public async ValueTask<ConsentBatch> AnswerAllAsync(ConsentRule rule, ConsentDecision decision, Operator by, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        rule.Check();
        var person = Check(decision, by);

        // What is pending at this moment, and nothing that comes later.
        var matching = projection.ListLive().Where(entry => entry.Consent.State == ConsentState.Pending && rule.Matches(entry.Consent)).OrderBy(static entry => entry.Consent.Position).ToList();
        var seen = matching.Where(entry => entry.Consent.Position <= rule.Until).ToList();
        var answered = new List<Consent>();
        var notAnswered = new List<ConsentNotAnswered>();
        foreach (var entry in seen.Take(rule.AtMost))
        {
            try
            {
                answered.Add(await AnswerAsync(entry, decision, person, reason, rule.ToString(), cancellationToken).ConfigureAwait(false));
            }
            catch (AoException exception)
            {
                notAnswered.Add(new ConsentNotAnswered(entry.Consent, exception.Message));
            }
        }

        notAnswered.AddRange(seen.Skip(rule.AtMost).Select(entry => new ConsentNotAnswered(entry.Consent, $"The rule is for {rule.AtMost} questions at most, the oldest first.")));
        notAnswered.AddRange(matching.Except(seen).Select(entry => new ConsentNotAnswered(entry.Consent, $"It was asked at position {entry.Consent.Position}, after the last question that the rule is for.")));
        return new ConsentBatch(answered, notAnswered);
    }

    private Operator Check(ConsentDecision decision, Operator by) => Enum.IsDefined(decision)
        ? operators.Check(by)
        : throw new AoException($"'{decision}' is no decision. Answer with {ConsentDecision.Approve} or {ConsentDecision.Deny}.");

    private async ValueTask<Consent> AnswerAsync(ConsentEntry entry, ConsentDecision decision, Operator person, string? reason, string? rule, CancellationToken cancellationToken)
    {
        await RefuseLapsedAsync(entry, cancellationToken).ConfigureAwait(false);
        if (entry.Consent.State != ConsentState.Pending)
        {
            throw Refusal(entry.Consent, "answered");
        }

        return await ChangeAsync(entry, new ConsentFacts.Answered(entry.Consent.Id, decision, person, OperatorName.Shorten(reason, OperatorName.MaxReasonLength), rule), "answered", cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<Consent> WithdrawAsync(string consentId, Operator by, CancellationToken cancellationToken = default)
    {
        var person = operators.Check(by);
        var entry = Get(consentId);
        await RefuseLapsedAsync(entry, cancellationToken).ConfigureAwait(false);
        if (!entry.IsLive)
        {
            throw Refusal(entry.Consent, "withdrawn");
        }

        return await ChangeAsync(entry, new ConsentFacts.Withdrawn(entry.Consent.Id, WithdrawalCause.Operator, person), "withdrawn", cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<Consent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var watcher = projection.Watch();
        try
        {
            await foreach (var consent in watcher.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return consent;
            }
        }
        finally
        {
            projection.Unwatch(watcher);
        }
    }

    private static AoException Refusal(Consent consent, string verb) => new(consent.State switch
    {
        ConsentState.Expired => $"Consent '{consent.Id}' cannot be {verb}: it lapsed at {consent.ExpiresAt:u}. Let the operation ask again.",
        ConsentState.Used => $"Consent '{consent.Id}' cannot be {verb}: the approval by '{consent.AnsweredBy?.Id}' was used.",
        ConsentState.Withdrawn => $"Consent '{consent.Id}' cannot be {verb}: it was withdrawn. Let the operation ask again.",
        _ => $"Consent '{consent.Id}' cannot be {verb}: '{consent.AnsweredBy?.Id}' has answered it ({consent.State}). An answer is given once.",
    });

    private ConsentEntry Get(string consentId) =>
        projection.Find(consentId ?? "") ?? throw new AoException($"There is no request for consent '{Printable.Quote(consentId)}'. List the pending ones and use an id from there.");

    private async ValueTask RefuseLapsedAsync(ConsentEntry entry, CancellationToken cancellationToken)
    {
        if (entry.IsLive && desk.HasLapsed(entry))
        {
            await desk.ExpireAsync(entry, cancellationToken).ConfigureAwait(false);
            throw new AoException($"Consent '{entry.Consent.Id}' lapsed at {entry.Consent.ExpiresAt:u}; it is {time.GetUtcNow():u}. Let the operation ask again.");
        }
    }

    private async ValueTask<Consent> ChangeAsync(ConsentEntry entry, object fact, string verb, CancellationToken cancellationToken)
    {
        try
        {
            await log.AppendAsync(EffectFactKinds.StreamOf(entry.Consent.Id), entry.Version, [fact], cancellationToken).ConfigureAwait(false);
        }
        catch (StreamVersionException)
        {
            throw Refusal(Get(entry.Consent.Id).Consent, verb);
        }

        return Get(entry.Consent.Id).Consent;
    }
}
