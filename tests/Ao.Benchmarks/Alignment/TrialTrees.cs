using Ao.Scm;

namespace Ao.Benchmarks.Alignment;

/// <summary>Merges made pull requests file by file: a file that both change is in conflict.</summary>
internal sealed class TrialTrees(MadePullRequests made) : ISourceTrees
{
    public ValueTask<ISourceTree> OpenTreeAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default) => ValueTask.FromResult<ISourceTree>(made.Trees[revision]);

    public ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>("base");

    public ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken = default)
    {
        var (first, second) = (Changes(ours), Changes(theirs));
        var conflicts = first.Keys.Where(path => second.TryGetValue(path, out var text) && text != first[path]).Order(StringComparer.Ordinal).ToList();
        if (conflicts.Count > 0)
        {
            return ValueTask.FromResult(new TrialMerge(null, conflicts));
        }

        var revision = $"{ours}+{theirs}";
        made.Trees[revision] = new TextTree(revision, MadePullRequests.Join(made.Trees[ours].Files, second), made.Trees);
        return ValueTask.FromResult(new TrialMerge(revision, []));
    }

    private Dictionary<string, string> Changes(string revision) =>
        made.Trees[revision].Files.Where(file => !ReferenceEquals(made.Base.Files.GetValueOrDefault(file.Key), file.Value)).ToDictionary(StringComparer.Ordinal);
}
