namespace Ao.Forks;

/// <summary>What the journal knows of a fork.</summary>
internal sealed record ForkState
{
    public required ProjectId Project { get; init; }

    public required string Name { get; init; }

    public required long Version { get; init; }

    /// <summary>Gets how a person adopted it; <see langword="null"/> where it is of the configuration.</summary>
    public ForkFacts.Adopted? Adoption { get; init; }

    /// <summary>Gets what was seen when it last had news.</summary>
    public ForkFacts.Looked? Look { get; init; }

    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Gets when its branch last changed, as far as it can be told from here.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Gets whether people were told that it has drifted apart, and how often they were.</summary>
    public bool IsApart { get; init; }

    public int Drifts { get; init; }

    /// <summary>Gets why it does not answer; <see langword="null"/> where it did the last time.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset? ProblemSince { get; init; }

    public ForkWord Word { get; init; }

    public string? WordReason { get; init; }

    public ForkFacts.Synced? Sync { get; init; }

    public ForkFacts.Declared? Declaration { get; init; }

    /// <summary>Gets where it is registered, as long as it is.</summary>
    public ForkFacts.Registered? Registration { get; init; }

    /// <summary>Gets how often it has registered: each time is an operation of its own.</summary>
    public int Registrations { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }
}
