namespace Ao.Reviews;

/// <summary>The review of a session's change, as it is at one moment.</summary>
public sealed record SessionReview
{
    /// <summary>Gets the session whose change it is.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the head of its pull request, where one is open.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets how far it has got.</summary>
    public required ReviewProgress Progress { get; init; }

    /// <summary>Gets why it goes no further by itself, where it does not.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets what each tier says of the head, in their order.</summary>
    public required IReadOnlyList<TierReview> Tiers { get; init; }

    /// <summary>Gets the rounds, oldest first: the newest 200.</summary>
    public required IReadOnlyList<ReviewRound> Rounds { get; init; }

    /// <summary>Gets the findings, oldest first: the newest 500.</summary>
    public required IReadOnlyList<ReviewFinding> Findings { get; init; }
}
