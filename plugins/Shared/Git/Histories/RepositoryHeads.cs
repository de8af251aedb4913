using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>The branches that a repository offers.</summary>
internal static class RepositoryHeads
{
    private const string Heads = "refs/heads/";
    private static readonly string[] s_usual = ["main", "master", "develop", "trunk"];

    /// <summary>How much of a list is read, in bytes.</summary>
    public const int ListLimit = 64 * 1024 * 1024;

    /// <summary>Gives the call that asks for them. Git itself answers for the other side, and starts nothing there.</summary>
    public static GitCall Ask(string location) => new("ls-remote", "--symref", "--quiet", "--", location, "HEAD", "refs/heads/*") { OutputLimit = ListLimit };

    /// <summary>Reads the answer. Names that could mislead are left out.</summary>
    /// <param name="answer">What git wrote.</param>
    /// <param name="limit">How many branches are read, the one that is worked on among them.</param>
    public static ForkBranches Parse(string answer, int limit = int.MaxValue)
    {
        var heads = RemoteHeads.Parse(answer);
        var branches = heads.References.Where(static reference => reference.Key.StartsWith(Heads, StringComparison.Ordinal) && BranchName.Fault(reference.Key[Heads.Length..]) is null)
            .ToDictionary(static reference => reference.Key[Heads.Length..], static reference => reference.Value, StringComparer.Ordinal);
        var worked = DefaultOf(heads, branches);
        return branches.Count <= limit
            ? new ForkBranches(worked, branches)
            : new ForkBranches(worked, branches.OrderBy(branch => branch.Key != worked).ThenBy(static branch => branch.Key, StringComparer.Ordinal).Take(limit).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Chooses the branch that a repository works on where it does not say, or says one that is not there.</summary>
    private static string? DefaultOf(RemoteHeads heads, Dictionary<string, string> branches) =>
        heads.Default is { } head && branches.ContainsKey(head) ? head
        : branches.Count == 1 ? branches.Keys.First()
        : heads.References.TryGetValue("HEAD", out var id) && branches.Where(branch => branch.Value == id).Select(static branch => branch.Key).ToArray() is [var only] ? only
        : s_usual.FirstOrDefault(branches.ContainsKey);
}
