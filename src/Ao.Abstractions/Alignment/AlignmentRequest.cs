using Ao.Scm;

namespace Ao.Alignment;

/// <summary>A change, and the forks that it may break something for.</summary>
public sealed record AlignmentRequest
{
    /// <summary>Gets the source before the change.</summary>
    public required ISourceTree Before { get; init; }

    /// <summary>Gets the source with the change.</summary>
    public required ISourceTree After { get; init; }

    /// <summary>Gets the forks.</summary>
    public required IReadOnlyList<AlignmentFork> Forks { get; init; }
}
