using Ao.Git.Remotes;
using Ao.Scm;

namespace Ao.Git.Histories;

/// <summary>The branches that a repository offers.</summary>
internal static class RepositoryHeads
{
    private const string Heads = "refs/heads/";
    private const string Copies = "refs/remotes/";
    private const string Origin = "origin/";
    private const string Head = "HEAD";
    private static readonly string[] s_usual = ["main", "master", "develop", "trunk"];

    /// <summary>How much of a list is read, in bytes.</summary>
    public const int ListLimit = 64 * 1024 * 1024;

    /// <summary>Gives the call that asks for them. Git itself answers for the other side, and starts nothing there.</summary>
    /// <param name="location">The repository.</param>
    /// <param name="others">Patterns of other references to ask for.</param>
    public static GitCall Ask(string location, params IReadOnlyList<string> others) => new(["ls-remote", "--symref", "--quiet", "--", location, "HEAD", "refs/heads/*", .. others]) { OutputLimit = ListLimit };

    /// <summary>Reads the answer. Names that could mislead are left out.</summary>
    /// <param name="answer">What git wrote.</param>
    /// <param name="limit">How many branches are read, the one that is worked on among them.</param>
    public static ForkBranches Parse(string answer, int limit = int.MaxValue)
    {
        var heads = RemoteHeads.Parse(answer);
        var branches = heads.References.Where(static reference => reference.Key.StartsWith(Heads, StringComparison.Ordinal) && BranchName.Fault(reference.Key[Heads.Length..]) is null)
            .ToDictionary(static reference => reference.Key[Heads.Length..], static reference => reference.Value, StringComparer.Ordinal);
        var worked = DefaultOf(heads.Default, HeadOf(answer), branches);
        return branches.Count <= limit
            ? new ForkBranches(worked, branches)
            : new ForkBranches(worked, branches.OrderBy(branch => branch.Key != worked).ThenBy(static branch => branch.Key, StringComparer.Ordinal).Take(limit).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Reads the answer of a folder as it stands: a commit that is checked out apart from all branches is what it works on, the branches that it copied from where it was cloned are its own too, and one that has neither has those that it copied from anywhere.</summary>
    public static ForkBranches ParseFolder(string answer)
    {
        var heads = RemoteHeads.Parse(answer);
        var found = Parse(answer);
        var branches = new Dictionary<string, string>(found.Branches, StringComparer.Ordinal);
        var worked = found.DefaultBranch;
        if (heads.Default is null && HeadOf(answer) is { } id && !found.Branches.Values.Contains(id, StringComparer.Ordinal))
        {
            branches[worked = Head] = id;
        }

        var copied = heads.References.Where(static reference => reference.Key.StartsWith(Copies, StringComparison.Ordinal) && BranchName.Fault(reference.Key[Copies.Length..]) is null).ToDictionary(static reference => reference.Key[Copies.Length..], static reference => reference.Value, StringComparer.Ordinal);
        if (branches.Count == 0)
        {
            return new ForkBranches(copied.Count == 1 ? copied.Keys.First() : s_usual.Select(static name => Origin + name).FirstOrDefault(copied.ContainsKey), copied);
        }

        foreach (var (name, tip) in copied.Where(static branch => branch.Key.StartsWith(Origin, StringComparison.Ordinal)))
        {
            branches.TryAdd(name, tip);
        }

        return new ForkBranches(worked, branches);
    }

    /// <summary>Chooses the branch that a repository works on where it does not say, or says one that is not there.</summary>
    private static string? DefaultOf(string? named, string? head, Dictionary<string, string> branches) =>
        named is not null && branches.ContainsKey(named) ? named
        : branches.Count == 1 ? branches.Keys.First()
        : branches.Where(branch => branch.Value == head).Select(static branch => branch.Key).ToArray() is [var only] ? only
        : s_usual.FirstOrDefault(branches.ContainsKey);

    private static string? HeadOf(string answer) => answer.Split('\n').Select(static line => line.Split('\t', 2)).FirstOrDefault(static parts => parts is [var id, Head] && Revision.IsRevision(id))?[0];
}
