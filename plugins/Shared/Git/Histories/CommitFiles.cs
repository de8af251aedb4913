namespace Ao.Git.Histories;

/// <summary>The files that a commit changed.</summary>
/// <param name="Files">The files, as many as are read.</param>
/// <param name="IsWhole">Whether these are all.</param>
internal sealed record CommitFiles(IReadOnlyList<FileDelta> Files, bool IsWhole)
{
    /// <summary>How many files of one commit are read.</summary>
    public const int MaxFiles = 5000;

    /// <summary>Gets what is known of a commit whose trees are not here.</summary>
    public static CommitFiles Unknown { get; } = new([], IsWhole: false);
}
