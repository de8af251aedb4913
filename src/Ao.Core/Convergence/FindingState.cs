using System.Collections.Immutable;

namespace Ao.Convergence;

/// <summary>A finding as it is folded from its facts.</summary>
internal sealed record FindingState
{
    public required ProjectId Project { get; init; }

    public required string Id { get; init; }

    /// <summary>Gets the version of the finding's stream up to which this was folded.</summary>
    public required long Version { get; init; }

    public required Finding Finding { get; init; }

    public string? Detector { get; init; }

    /// <summary>Gets the fork whose word it is, where it was not found here.</summary>
    public string? ReceivedFrom { get; init; }

    /// <summary>Gets that fork's record.</summary>
    public string? ReceivedRecord { get; init; }

    public ImmutableDictionary<string, string> Authors { get => field ?? ImmutableDictionary<string, string>.Empty; init; }

    public DateTimeOffset FoundAt { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public string? Gone { get; init; }

    /// <summary>Gets what came of the trial merges; <see langword="null"/> before they were made for the finding as it is.</summary>
    public IReadOnlyList<AnswerTrial>? Trials { get; init; }

    public FindingFacts.Proposed? Proposed { get; init; }

    public DateTimeOffset ProposedAt { get; init; }

    public string? PatternRecord { get; init; }

    public FindingFacts.Decided? Decided { get; init; }

    public DateTimeOffset DecidedAt { get; init; }

    /// <summary>Gets how often it was decided: a decision can be changed.</summary>
    public int Decisions { get; init; }

    public string? DecisionRecord { get; init; }

    public SessionId? Session { get; init; }

    public string? Hindrance { get; init; }

    public int? PullRequest { get; init; }

    public Uri? PullRequestAddress { get; init; }

    public bool IsClosed => Gone is not null || Decided is { IsAccepted: false };
}
