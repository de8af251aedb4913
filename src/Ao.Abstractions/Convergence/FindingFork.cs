namespace Ao.Convergence;

/// <summary>One fork's part in a finding.</summary>
public sealed record FindingFork
{
    /// <summary>Gets the fork.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what people call the fork. Text from outside.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether this is the source that the others were forked from.</summary>
    public bool IsUpstream { get; init; }

    /// <summary>Gets its changes.</summary>
    public IReadOnlyList<string> Revisions { get; init; } = [];

    /// <summary>Gets its records.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Gets the files that it changed, the most telling first. Text from outside.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Gets how its answer differs from the others', in one line. Text from outside.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Gets when it met the problem, where that is known.</summary>
    public DateTimeOffset? At { get; init; }
}
