using Ao.Journal;

namespace Ao.Ledger;

/// <summary>Folds facts to the state of a ledger: a pure function.</summary>
internal static class LedgerFold
{
    private const int MaxEvidence = 20;

    /// <summary>Takes a fact into the state.</summary>
    /// <param name="state">The state, or <see langword="null"/> before the first fact.</param>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The publisher.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    public static LedgerState Apply(LedgerState? state, ProjectId project, string forkId, Fact fact, object body)
    {
        state = (state ?? new LedgerState { Project = project, ForkId = forkId, Version = 0 }) with { Version = fact.Version };
        return body switch
        {
            LedgerFacts.Taken taken => Take(state, taken, fact.At),
            LedgerFacts.Held held => state with { HeldBack = held.Reason },
            LedgerFacts.Suspended suspended => state with { Suspended = suspended.Reason, Evidence = [.. state.Evidence.Concat(suspended.Evidence).Distinct().TakeLast(MaxEvidence)] },
            LedgerFacts.Trusted => state with { Suspended = null },
            LedgerFacts.Published published => state with { Published = new Dictionary<string, LedgerFacts.Published>(state.Published) { [published.Place] = published } },
            _ => state,
        };
    }

    private static LedgerState Take(LedgerState state, LedgerFacts.Taken taken, DateTimeOffset at) => state with
    {
        Head = taken.Head,
        Sequence = taken.Sequence,
        Lines = taken.Lines,
        Bytes = taken.Bytes,
        Clock = taken.Clock,
        Records = taken.FromStart ? taken.Records : state.Records + taken.Records,
        Refused = taken.FromStart ? taken.Refused : [.. state.Refused, .. taken.Refused],
        Fingerprint = taken.Fingerprint ?? state.Fingerprint,
        Shown = Math.Max(state.Shown, taken.Shown),
        HeldBack = taken.HeldBack,
        ReceivedAt = at,
        ReceivedToday = taken.FromStart ? 0 : state.ReceivedOn(at) + taken.Records + taken.Refused.Count,
    };
}
