using Ao.Journal;
using Ao.Notifiers;

namespace Ao.Consents;

/// <summary>A request for consent and where its stream stands.</summary>
/// <param name="Consent">The request.</param>
/// <param name="Version">The version of its stream: what the next fact must be appended to.</param>
/// <param name="Withdrawal">Why it was withdrawn, where it was.</param>
internal sealed record ConsentEntry(Consent Consent, long Version, WithdrawalCause? Withdrawal)
{
    /// <summary>Gets whether it still can be answered or used, time aside.</summary>
    public bool IsLive => Consent.State is ConsentState.Pending or ConsentState.Approved;

    public static ConsentEntry From(Fact fact, ConsentFacts.Requested requested) => new(
        new Consent
        {
            Id = requested.Id,
            Operation = requested.Operation,
            Kind = requested.Kind,
            Project = requested.Project,
            Session = requested.Session,
            Title = requested.Title,
            Parameters = requested.Parameters,
            Hash = requested.Hash,
            State = ConsentState.Pending,
            RequestedAt = requested.RequestedAt,
            ExpiresAt = requested.ExpiresAt,
            Position = fact.Position,
            Details = requested.Details ?? new ConsentDetails(),
        },
        fact.Version,
        Withdrawal: null);

    /// <summary>Gives the request that a fact about one is about.</summary>
    public static string? IdOf(object body) => body switch
    {
        ConsentFacts.Answered answered => answered.Id,
        ConsentFacts.Withdrawn withdrawn => withdrawn.Id,
        ConsentFacts.Expired expired => expired.Id,
        ConsentFacts.Used used => used.Id,
        ConsentFacts.Returned returned => returned.Id,
        _ => null,
    };

    public ConsentEntry After(Fact fact, object body) => body switch
    {
        ConsentFacts.Answered answered => this with
        {
            Version = fact.Version,
            Consent = Consent with { State = answered.Decision == ConsentDecision.Approve ? ConsentState.Approved : ConsentState.Denied, AnsweredBy = answered.By, Reason = answered.Reason },
        },
        ConsentFacts.Withdrawn withdrawn => this with { Version = fact.Version, Withdrawal = withdrawn.Cause, Consent = Consent with { State = ConsentState.Withdrawn } },
        ConsentFacts.Expired => this with { Version = fact.Version, Consent = Consent with { State = ConsentState.Expired } },
        ConsentFacts.Used => this with { Version = fact.Version, Consent = Consent with { State = ConsentState.Used } },
        ConsentFacts.Returned returned => this with { Version = fact.Version, Consent = Consent with { State = ConsentState.Approved, ExpiresAt = returned.ExpiresAt } },
        _ => this,
    };
}
