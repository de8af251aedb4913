namespace Ao.Convergence;

/// <summary>What a change is compared by: counts of hashed words, without the text itself. Forks can publish it where they publish no code.</summary>
/// <remarks>A hash hides a word from a reader, not from one who guesses it: a sketch tells those who try which words are likely in it.</remarks>
public sealed record ChangeSketch
{
    /// <summary>Gets how it was made, such as <c>ao-sketch/1</c>. Sketches that were made in different ways are not compared.</summary>
    public required string Algorithm { get; init; }

    /// <summary>Gets the words of what its author wrote.</summary>
    public IReadOnlyList<SketchTerm> Text { get; init; } = [];

    /// <summary>Gets the words of the lines that it adds.</summary>
    public IReadOnlyList<SketchTerm> Added { get; init; } = [];

    /// <summary>Gets the words of the lines that it removes.</summary>
    public IReadOnlyList<SketchTerm> Removed { get; init; } = [];

    /// <summary>Gets the words of the definitions that its hunks lie in.</summary>
    public IReadOnlyList<SketchTerm> Symbols { get; init; } = [];

    /// <summary>Gets the words of the paths that it changes: where it happens, also when a file has been moved or is called otherwise in another fork.</summary>
    public IReadOnlyList<SketchTerm> Places { get; init; } = [];

    /// <summary>Gets the files that it changes.</summary>
    public IReadOnlyList<SketchFile> Files { get; init; } = [];

    /// <summary>Gets the stable patch id, as <c>git patch-id --stable</c> gives it: equal ones are copies.</summary>
    public string? PatchId { get; init; }

    /// <summary>Gets the number of lines that it adds and removes.</summary>
    public int Lines { get; init; }

    /// <summary>Gets the number of files that it changes, those not in <see cref="Files"/> too.</summary>
    public int FileCount { get; init; }
}
