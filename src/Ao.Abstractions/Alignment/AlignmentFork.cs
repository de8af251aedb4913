using Ao.Scm;

namespace Ao.Alignment;

/// <summary>A fork that may rely on what a change changes.</summary>
public sealed record AlignmentFork
{
    /// <summary>Gets the fork.</summary>
    public required string ForkId { get; init; }

    /// <summary>Gets what people call the fork. Text from outside.</summary>
    public string? Name { get; init; }

    /// <summary>Gets its source.</summary>
    public required ISourceTree Tree { get; init; }

    /// <summary>Gets the newest revision that it has in common with the change; what both have since then is not the fork's own.</summary>
    public ISourceTree? Base { get; init; }

    /// <summary>Gets the names and paths that it has declared to rely on. Text from outside.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];
}
