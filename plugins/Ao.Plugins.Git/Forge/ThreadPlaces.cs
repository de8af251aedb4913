using System.Globalization;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Tells whether the places that threads are about are still there. A line stays the same line when others come and go around it, and is outdated when it was itself changed or removed.</summary>
internal sealed class ThreadPlaces
{
    /// <summary>The longest path, in characters.</summary>
    public const int MaxPath = 4096;

    private const int MaxCached = 20_000;
    private const int MaxPathsAtOnce = 100;
    private const int DiffLimit = 64 * 1024 * 1024;
    private readonly BoundedCache<(string Forge, string From, string To, string Path), FileChange> _known = new(MaxCached);

    /// <summary>Tells whether a file of a revision has a line of that number.</summary>
    public static async ValueTask<bool> HasLineAsync(ControlRepository forge, string revision, string path, int line, CancellationToken cancellationToken)
    {
        if (line < 1 || !IsInTrees(path))
        {
            return false;
        }

        // Every line matches the empty pattern. A folder of that name gives its files' counts, whose names are other ones.
        var result = await forge.RunAsync(cancellationToken, "grep", "-a", "-c", "-z", "-e", "", revision, "--", path).ConfigureAwait(false);
        var start = $"{revision}:{path}\0";
        return result.Succeeded && result.Output.StartsWith(start, StringComparison.Ordinal)
            && long.TryParse(result.Output.AsSpan(start.Length).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var lines) && line <= lines;
    }

    public async ValueTask<IReadOnlyList<ReviewThread>> DescribeAsync(ControlRepository forge, IReadOnlyList<ThreadRecord> threads, string head, CancellationToken cancellationToken)
    {
        var described = new List<ReviewThread>(threads.Count);
        var changes = await LearnAsync(forge, threads, head, cancellationToken).ConfigureAwait(false);
        foreach (var thread in threads)
        {
            var isOutdated = thread.Path is { } path && changes.TryGetValue((thread.Revision, path), out var change) && !change.Leaves(thread.Line);
            described.Add(thread.Describe(isOutdated));
        }

        return described;
    }

    /// <summary>Compares the revisions that threads were begun on with the head, each once.</summary>
    private async ValueTask<Dictionary<(string Revision, string Path), FileChange>> LearnAsync(ControlRepository forge, IReadOnlyList<ThreadRecord> threads, string head, CancellationToken cancellationToken)
    {
        var learned = new Dictionary<(string Revision, string Path), FileChange>();
        var unknown = new HashSet<(string Revision, string Path)>();
        foreach (var thread in threads)
        {
            // What another host wrote down may name anything: such a thread counts as current and stays to be seen.
            if (thread.Path is not { } path || thread.Revision == head || !IsInTrees(path) || !Revision.IsRevision(thread.Revision))
            {
                continue;
            }

            if (_known.TryGet((forge.Folders.Control, thread.Revision, head, path), out var change))
            {
                learned[(thread.Revision, path)] = change;
            }
            else
            {
                unknown.Add((thread.Revision, path));
            }
        }

        foreach (var revision in unknown.GroupBy(static place => place.Revision, static place => place.Path, StringComparer.Ordinal))
        {
            if (!await forge.ContainsAsync(revision.Key, cancellationToken).ConfigureAwait(false))
            {
                continue;
            }

            foreach (var paths in revision.Chunk(MaxPathsAtOnce))
            {
                var changes = await CompareAsync(forge, revision.Key, head, paths, cancellationToken).ConfigureAwait(false);
                foreach (var path in paths)
                {
                    learned[(revision.Key, path)] = changes.GetValueOrDefault(path) ?? FileChange.None;
                    _known.Set((forge.Folders.Control, revision.Key, head, path), learned[(revision.Key, path)]);
                }
            }
        }

        return learned;
    }

    /// <summary>Tells whether a path can be that of a file in a tree. Git takes others for ways out of the repository.</summary>
    private static bool IsInTrees(string path) =>
        path.Length <= MaxPath && !path.Contains('\0', StringComparison.Ordinal) && path.Split('/').All(static part => part is not ("" or "." or ".."));

    private static async ValueTask<Dictionary<string, FileChange>> CompareAsync(ControlRepository forge, string from, string to, string[] paths, CancellationToken cancellationToken)
    {
        var call = new GitCall(["diff-tree", "-r", "--raw", "-p", "-U0", "-a", "--no-renames", "--no-color", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/", from, to, "--", .. paths]) { OutputLimit = DiffLimit };
        var result = await forge.RunAsync(call, cancellationToken).ConfigureAwait(false);

        // A difference too large to read: the threads count as current, and none is lost.
        return !result.Succeeded ? throw GitClient.Failure("diff-tree", result) : result.Truncated ? [] : FileChanges.Parse(result.Output);
    }
}
