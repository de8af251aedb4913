using System.Collections.Immutable;
using Ao.Journal;

namespace Ao.Convergence;

/// <summary>Folds facts to the state of a finding: a pure function.</summary>
internal static class FindingFold
{
    /// <summary>Takes a fact into the state.</summary>
    /// <returns>The state; <see langword="null"/> where a fact of a finding comes before the finding, which only a recovery of the journal can bring about.</returns>
    public static FindingState? Apply(FindingState? state, ProjectId project, string id, Fact fact, object body)
    {
        var next = body switch
        {
            FindingFacts.Found found => Find(state ?? New(project, id, found.Finding, fact), found.Detector, found.Finding, found.Authors, fact),
            FindingFacts.Changed changed => Find(state ?? New(project, id, changed.Finding, fact), changed.Detector, changed.Finding, changed.Authors, fact),
            FindingFacts.Received received when state is null => New(project, id, received.Finding, fact) with { ReceivedFrom = received.ForkId, ReceivedRecord = received.Record },
            _ => state is null ? null : Change(state, body, fact),
        };
        return next is null ? null : next with { Version = fact.Version };
    }

    private static FindingState New(ProjectId project, string id, Finding finding, Fact fact) =>
        new() { Project = project, Id = id, Version = fact.Version, Finding = finding, FoundAt = fact.At, ChangedAt = fact.At };

    private static FindingState Find(FindingState state, string detector, Finding finding, IReadOnlyDictionary<string, string> authors, Fact fact) => state with
    {
        Detector = detector,
        Finding = finding,
        Authors = authors.ToImmutableDictionary(StringComparer.Ordinal),
        ChangedAt = fact.At,
        Gone = null,
        Trials = null,
    };

    private static FindingState Change(FindingState state, object body, Fact fact) => body switch
    {
        FindingFacts.Gone gone => state with { Gone = gone.Reason, ChangedAt = fact.At },
        FindingFacts.Tried tried => state with { Trials = tried.Trials },
        FindingFacts.Proposed proposed => state with { Proposed = proposed, ProposedAt = fact.At },
        FindingFacts.PatternPublished published => state with { PatternRecord = published.Record },
        FindingFacts.Decided decided => state with { Decided = decided, DecidedAt = fact.At, Decisions = state.Decisions + 1, DecisionRecord = null, Hindrance = null },
        FindingFacts.DecisionPublished published => state with { DecisionRecord = published.Record },
        FindingFacts.SessionStarted started => state with { Session = started.Session, Hindrance = null },
        FindingFacts.Hindered hindered => state with { Hindrance = hindered.Reason },
        FindingFacts.PullRequestOpened opened => state with { PullRequest = opened.Number, PullRequestAddress = opened.Address },
        _ => state,
    };
}
