namespace Ao.Convergence;

/// <summary>What a look at the forks gave.</summary>
public sealed record DetectionRound
{
    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the forks that were looked at, this one among them.</summary>
    public required IReadOnlyList<ForkLook> Forks { get; init; }

    /// <summary>Gets the ids of the findings that are new.</summary>
    public IReadOnlyList<string> Found { get; init; } = [];

    /// <summary>Gets the ids of the findings that have grown, or changed otherwise.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Gets the ids of the findings that do not count any more.</summary>
    public IReadOnlyList<string> Gone { get; init; } = [];
}
