namespace Ao.Reactions;

/// <summary>A reaction, as it is at one moment.</summary>
public sealed record Reaction
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session, or <see langword="null"/> where it is about all sessions of the project.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets the key.</summary>
    public required string Key { get; init; }

    /// <summary>Gets how it stands.</summary>
    public required ReactionStatus Status { get; init; }

    /// <summary>Gets what it reacts to, or reacted to last.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the revision that it was about last.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets how often it has acted: what is used of its budget.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the budget, or <see langword="null"/> where there is no limit.</summary>
    public int? Retries { get; init; }

    /// <summary>Gets the hash of what it acted on last.</summary>
    public string? LastFingerprint { get; init; }

    /// <summary>Gets what was found of the checks of the last revision.</summary>
    public IReadOnlyList<CheckAttribution> Attributions { get; init; } = [];

    /// <summary>Gets what came of it when something was done last.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets since when there is something to react to.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Gets when it was escalated, and nobody has seen to it since.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>Gets why it was escalated.</summary>
    public string? EscalatedBecause { get; init; }
}
