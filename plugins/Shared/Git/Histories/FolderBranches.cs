namespace Ao.Git.Histories;

/// <summary>What a fork in a folder has that its base has not, before what counts elsewhere is left out.</summary>
/// <param name="Head">The newest commit of the branch that it works on, where one is known.</param>
/// <param name="Tips">The newest commits of the other branches that are read.</param>
/// <param name="Main">The commits of the branch that it works on.</param>
/// <param name="All">The commits of all branches; <see langword="null"/> where the fork is left out.</param>
/// <param name="Fault">Why it is left out.</param>
internal sealed record FolderBranches(string? Head, IReadOnlyCollection<string> Tips, OwnCommits? Main, OwnCommits? All, string? Fault);
