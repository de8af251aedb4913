namespace Ao.Git.Ledgers;

/// <summary>What this host has written last of a chain: the next commit is made from it without reading anything.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Root">Its tree.</param>
/// <param name="Trees">The trees that were written with it, by their ids.</param>
internal sealed record ChainTip(string Commit, string Root, IReadOnlyDictionary<string, IReadOnlyDictionary<string, TreeEntry>> Trees);
