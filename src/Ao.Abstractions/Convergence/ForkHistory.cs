namespace Ao.Convergence;

/// <summary>What is known of one fork.</summary>
public sealed record ForkHistory
{
    /// <summary>Gets the fork's identity.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what people call the fork. Text from outside.</summary>
    /// <value>The default is <see langword="null"/>: it is called by its identity.</value>
    public string? Name { get; init; }

    /// <summary>Gets whether this is the source that the others were forked from: what it has already is told, and not offered to it.</summary>
    public bool IsUpstream { get; init; }

    /// <summary>Gets what the fork has published.</summary>
    public IReadOnlyList<ForkRecord> Records { get; init; } = [];

    /// <summary>Gets the changes in the fork's own history: those that its upstream does not have.</summary>
    public IReadOnlyList<ForkChange> Changes { get; init; } = [];
}
