using System.Collections.Immutable;
using Ao.Journal;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Reactions;

/// <summary>Folds facts to the state of a reaction: a pure function.</summary>
internal static class ReactionFold
{
    public static ReactionState Apply(ReactionState state, Fact fact, object body) => Apply(state, body, fact.At) with { Version = fact.Version };

    private static ReactionState Apply(ReactionState state, object body, DateTimeOffset at) => body switch
    {
        Facts.Begun begun => state with { BegunAt = at, Title = begun.Title, Revision = begun.Revision },
        Facts.Compared compared => state with { Comparison = Compare(state.Comparison, compared) },
        Facts.RerunAsked asked => state with { Rerun = Rerun(state.Rerun, asked, at) },

        // Of an older revision nothing is asked any more.
        Facts.Attributed attributed => state with { Attributions = [.. state.Attributions.Where(found => attributed.Checks.All(newer => newer.Revision == found.Revision && newer.Check != found.Check)), .. attributed.Checks] },
        Facts.Sent sent => Handle(state, sent.Fingerprints) with { Attempts = state.Attempts + 1, Revision = sent.Revision ?? state.Revision, Outcome = $"Sent as {sent.MessageId}." },
        Facts.Acted acted => Handle(state, acted.Fingerprints) with
        {
            Attempts = state.Attempts + (acted.Action is ReactionAction.Merge or ReactionAction.Run ? 1 : 0),
            Revision = acted.Revision ?? state.Revision,
            Outcome = acted.Outcome,
            Told = acted.Notice ?? state.Told,
        },
        Facts.Stale stale => state with { Outcome = stale.Reason },
        Facts.Escalated escalated => state with { EscalatedAt = at, EscalatedBecause = escalated.Reason, Notice = escalated.Notice, Escalations = state.Escalations + 1 },
        Facts.Settled settled => Whole(state) with { BegunAt = null, Told = null, Outcome = state.Outcome ?? settled.Reason },
        Facts.Reset => Whole(state) with { BegunAt = state.IsBegun ? at : null, Handled = [], Outcome = "Reset." },
        Facts.Signalled signal => state.Signalled.Contains(signal.Fingerprint) ? state : state with
        {
            Signals = state.Signals.Count < ReactionState.MaxSignals ? state.Signals.Add(signal) : state.Signals,
            Signalled = Last(state.Signalled.Add(signal.Fingerprint)),
        },
        _ => state,
    };

    /// <summary>The budget is whole again, and nothing is escalated.</summary>
    private static ReactionState Whole(ReactionState state) => state with { Attempts = 0, EscalatedAt = null, EscalatedBecause = null, Notice = null };

    private static ReactionState Handle(ReactionState state, IReadOnlyList<string> fingerprints) => state with
    {
        Handled = Last(state.Handled.AddRange(fingerprints.Except(state.Handled, StringComparer.Ordinal))),
        Signals = state.Signals.RemoveAll(signal => fingerprints.Contains(signal.Fingerprint)),
    };

    private static ImmutableList<string> Last(ImmutableList<string> fingerprints) =>
        fingerprints.Count <= ReactionState.MaxHandled ? fingerprints : fingerprints.RemoveRange(0, fingerprints.Count - ReactionState.MaxHandled);

    private static BaseComparison Compare(BaseComparison? known, Facts.Compared compared) =>
        known?.Revision == compared.Revision && known.BaseRevision == compared.BaseRevision && known.SeenBase == compared.SeenBase
            ? known with { Names = [.. known.Names.Union(compared.Names)], Failing = Join(known.Failing, compared.Failing) }
            : new BaseComparison(compared.Revision, compared.BaseRevision, compared.Names, compared.Failing, compared.SeenBase);

    private static CheckRerun Rerun(CheckRerun? known, Facts.RerunAsked asked, DateTimeOffset at) =>
        new(asked.Revision, known?.Revision == asked.Revision ? Join(known.Attempts, asked.Attempts) : asked.Attempts, asked.Problem, at);

    private static Dictionary<string, T> Join<T>(IReadOnlyDictionary<string, T> older, IReadOnlyDictionary<string, T> newer)
    {
        var joined = new Dictionary<string, T>(older, StringComparer.Ordinal);
        foreach (var (name, value) in newer)
        {
            joined[name] = value;
        }

        return joined;
    }
}
