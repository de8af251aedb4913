using System.Collections.Immutable;

namespace Ao.Reviews;

/// <summary>The review of a session's change as it is folded from its facts.</summary>
internal sealed record ReviewState
{
    /// <summary>How many rounds are kept in memory; the journal has all of them.</summary>
    public const int MaxRounds = 200;

    /// <summary>How many findings are kept in memory. Settled ones go first.</summary>
    public const int MaxFindings = 500;

    public required SessionId Session { get; init; }

    /// <summary>Gets the version of the review's stream up to which this was folded.</summary>
    public long Version { get; init; }

    public ImmutableList<ReviewRound> Rounds { get; init; } = [];

    public ImmutableList<ReviewFinding> Findings { get; init; } = [];

    /// <summary>Gets the round up to which nothing counts any more when it is told whether the review goes in circles: a person has taken part since.</summary>
    public int CountedFrom { get; init; }

    /// <summary>Gets the round up to which what is not passed is to be read again.</summary>
    public int RetriedFrom { get; init; }

    /// <summary>Gets the round whose findings the author was told last.</summary>
    public int SentRound { get; init; }

    /// <summary>Gets the message that told them.</summary>
    public string? SentMessage { get; init; }

    public ReviewStall? Stall { get; init; }

    /// <summary>Gets how often the review has stalled: each time is a notice of its own.</summary>
    public int Stalls { get; init; }

    /// <summary>Gets the round whose reviewer is at it.</summary>
    public ReviewRound? Active => Rounds is [.., { State: ReviewRoundState.Reviewing } last] ? last : null;

    public int NextRound => Rounds is [.., var last] ? last.Number + 1 : 1;

    /// <summary>Gives what a tier says of a revision: its newest verdict that still counts.</summary>
    public ReviewRound? VerdictOf(string tier, string revision) => Rounds.FindLast(round =>
        round.Tier == tier
        && round.Revision == revision
        && (round.State == ReviewRoundState.Passed || (round.State == ReviewRoundState.Blocked && round.Number > RetriedFrom)));

    /// <summary>Tells whether a tier is passed on a revision.</summary>
    public bool IsPassed(string tier, string revision) => VerdictOf(tier, revision) is { State: ReviewRoundState.Passed };

    /// <summary>Gives how many reviewers of a tier have failed on a revision since a person took part.</summary>
    public int FailuresOf(string tier, string revision) =>
        Rounds.Count(round => round.State == ReviewRoundState.Failed && round.Tier == tier && round.Revision == revision && round.Number > CountedFrom);

    public ReviewFinding? Find(string fingerprint) => Findings.Find(finding => finding.Fingerprint == fingerprint);

    /// <summary>Gives what keeps a tier from being passed.</summary>
    public IEnumerable<ReviewFinding> BlockingOf(string tier) => Findings.Where(finding => finding is { State: FindingState.Open, Blocks: true } && finding.Tier == tier);
}
