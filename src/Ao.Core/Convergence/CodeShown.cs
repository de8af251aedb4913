namespace Ao.Convergence;

/// <summary>How much of its code a published change shows.</summary>
public enum CodeShown
{
    /// <summary>Nothing: what its author wrote of it, its paths, and when.</summary>
    None,

    /// <summary>Counts of hashed words: enough to compare it, and without the text.</summary>
    Sketch,

    /// <summary>The change itself, up to 24 KiB, and the sketch; and of patterns and verdicts what was found in other forks.</summary>
    Patch,
}
