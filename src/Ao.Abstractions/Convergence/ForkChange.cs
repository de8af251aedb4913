namespace Ao.Convergence;

/// <summary>A change in a fork's history.</summary>
public sealed record ForkChange
{
    /// <summary>Gets the revision.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets what its author wrote. Text from outside.</summary>
    public required string Message { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets who made it, as the history says. Text from outside that anyone can forge.</summary>
    public string? Author { get; init; }

    /// <summary>Gets the paths that it changed.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Gets the change itself as a unified diff, where it is known.</summary>
    public string? Patch { get; init; }

    /// <summary>Gets whether the patch is not all of the change: contents were not at hand, or it is larger than is read.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Gets whether contents that the change took away or brought were not at hand, so that the patch is without them.</summary>
    public bool LacksContents { get; init; }

    /// <summary>Gets the revision that this one says it was copied from or reverts, where it says so.</summary>
    public string? Origin { get; init; }

    /// <summary>Gets what the change is compared by, where that was worked out before. It stands in for the patch of a fork that shows no code.</summary>
    public ChangeSketch? Sketch { get; init; }
}
