namespace Ao.Git.Trees;

/// <summary>The files of a commit and of the one before it.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">Its files.</param>
/// <param name="Before">The files of its first parent; <see langword="null"/> where it is a first commit.</param>
internal sealed record CommitTree(string Commit, string Tree, string? Before);
