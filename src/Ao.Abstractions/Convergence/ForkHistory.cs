namespace Ao.Convergence;

/// <summary>What is known of one fork.</summary>
public sealed record ForkHistory
{
    /// <summary>Gets the fork's identity.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what the fork has published.</summary>
    public IReadOnlyList<ForkRecord> Records { get; init; } = [];

    /// <summary>Gets the changes in the fork's own history.</summary>
    public IReadOnlyList<ForkChange> Changes { get; init; } = [];
}
