namespace Ao.Git.Histories;

/// <summary>The branches of a repository of this machine.</summary>
internal static class RepositoryHeads
{
    private const int ListLimit = 64 * 1024 * 1024;
    private const string Heads = "refs/heads/";
    private static readonly string[] s_usual = ["main", "master", "develop", "trunk"];

    /// <summary>Reads the branches, and the one that the repository works on where it says so. Names that could mislead are left out.</summary>
    public static async ValueTask<Scm.ForkBranches> ReadAsync(GitClient git, LocalRepository repository, CancellationToken cancellationToken)
    {
        var call = new GitCall("for-each-ref", "--format=%(objectname) %(objecttype) %(refname)", Heads) { GitDir = repository.GitDir, OutputLimit = ListLimit };
        var branches = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (await git.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n'))
        {
            if (line.Split(' ', 3) is [var id, "commit", var name] && Revision.IsRevision(id) && BranchName.Fault(name[Heads.Length..]) is null)
            {
                branches[name[Heads.Length..]] = id;
            }
        }

        var head = Workspaces.HeadFile.BranchOf(Path.Combine(repository.GitDir, "HEAD"));
        return new Scm.ForkBranches(DefaultOf(head, branches), branches);
    }

    /// <summary>Chooses the branch that a repository works on where it does not say, or says one that is not there.</summary>
    public static string? DefaultOf(string? head, IReadOnlyDictionary<string, string> branches) =>
        head is not null && branches.ContainsKey(head) ? head
        : branches.Count == 1 ? branches.Keys.First()
        : s_usual.FirstOrDefault(branches.ContainsKey);
}
