namespace Ao.Convergence;

/// <summary>What a sketch may hold at most, and what it may not hold at all.</summary>
public sealed record SketchLimits
{
    /// <summary>Gets how many terms of each kind are kept, the most frequent first.</summary>
    /// <value>The default is 120, from 1.</value>
    public int Terms { get; init; } = 120;

    /// <summary>Gets how many files are kept.</summary>
    /// <value>The default is 40, from 0.</value>
    public int Files { get; init; } = 40;

    /// <summary>Gets whether the author's words are kept.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool KeepsText { get; init; } = true;

    /// <summary>Gets whether the files and the words of their paths are kept.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool KeepsFiles { get; init; } = true;
}
