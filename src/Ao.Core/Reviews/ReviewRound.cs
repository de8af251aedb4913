namespace Ao.Reviews;

/// <summary>One reviewer's reading of one revision for one tier.</summary>
public sealed record ReviewRound
{
    /// <summary>Gets its number, counted over all tiers of the session from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Gets the tier.</summary>
    public required string Tier { get; init; }

    /// <summary>Gets the revision that is read.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets the reviewer's session, or <see langword="null"/> where none could be started.</summary>
    public SessionId? Reviewer { get; init; }

    /// <summary>Gets what became of it.</summary>
    public required ReviewRoundState State { get; init; }

    /// <summary>Gets what the reviewer says, in a few sentences. Text from outside.</summary>
    public string? Summary { get; init; }

    /// <summary>Gets why it stands as it does, where the verdict alone does not say it.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets how many findings of its tier were open behind it and keep the tier from being passed.</summary>
    public int OpenBlocking { get; init; }

    /// <summary>Gets when it was begun.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets since when the reviewer's agent runs: its time counts from there, not from the queue.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>Gets when it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}
