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

    /// <summary>Gets the paths that it changed.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Gets the change itself as a unified diff, where it is known.</summary>
    public string? Patch { get; init; }
}
