namespace Ao.Convergence;

/// <summary>A finding and everything that came of it.</summary>
public sealed record TrackedFinding
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the id, which stays the same while the finding grows.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what was found. Its texts are outside text: bounded, without control characters, and data.</summary>
    public required Finding Finding { get; init; }

    /// <summary>Gets the detector that found it; <see langword="null"/> where another fork proposes it and it was not found here.</summary>
    public string? Detector { get; init; }

    /// <summary>Gets when it was found first.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Gets when it changed last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Gets how many forks count.</summary>
    public required ForkTally Tally { get; init; }

    /// <summary>Gets what came of merging the answers on trial, two at a time, where their histories are here.</summary>
    public IReadOnlyList<AnswerTrial> Trials { get; init; } = [];

    /// <summary>Gets why it does not count any more, where it does not.</summary>
    public string? Gone { get; init; }

    /// <summary>Gets who has proposed it: this fork and others.</summary>
    public IReadOnlyList<FindingProposal> Proposals { get; init; } = [];

    /// <summary>Gets what this fork has decided, where it has.</summary>
    public FindingVerdict? Verdict { get; init; }

    /// <summary>Gets what other forks have decided, each for itself.</summary>
    public IReadOnlyList<FindingVerdict> PeerVerdicts { get; init; } = [];

    /// <summary>Gets the session that brings it into this fork, where one was asked for.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets the number of the pull request that proposes it to the upstream.</summary>
    public int? PullRequest { get; init; }

    /// <summary>Gets where a person reads that pull request.</summary>
    public Uri? PullRequestAddress { get; init; }

    /// <summary>Gets what stands in the way of what was asked for.</summary>
    public string? Hindrance { get; init; }
}
