using System.Globalization;
using System.Text;
using Ao.Git.Histories;

namespace Ao.Git.Trees;

/// <summary>Puts changes onto other files on trial, in a repository that is thrown away.</summary>
/// <remarks>A merge whose two sides have the files before the change in common is what <c>git cherry-pick</c> does; the commits for it are made many at a time.</remarks>
/// <param name="bench">The repository.</param>
internal sealed class TrialPicks(HistoryPlace bench)
{
    private const int OutputLimit = 64 * 1024 * 1024;
    private const int MarkCount = 3;
    private readonly Dictionary<(string Onto, string Commit), PickResult> _known = [];

    /// <summary>Reads the files of commits and of those before them.</summary>
    public async ValueTask<IReadOnlyDictionary<string, CommitTree>> ReadTreesAsync(IReadOnlyCollection<string> commits, CancellationToken cancellationToken)
    {
        var lines = await ReadLinesAsync(commits, cancellationToken).ConfigureAwait(false);
        var parents = lines.Values.Where(static parts => parts.Length > 2).Select(static parts => parts[2]).Distinct(StringComparer.Ordinal).ToArray();
        var before = await ReadLinesAsync(parents, cancellationToken).ConfigureAwait(false);
        return lines.ToDictionary(static entry => entry.Key, entry => new CommitTree(entry.Key, entry.Value[1], entry.Value.Length > 2 ? before[entry.Value[2]][1] : null), StringComparer.Ordinal);
    }

    /// <summary>Puts each change onto files, with two processes for all.</summary>
    /// <param name="onto">The files.</param>
    /// <param name="changes">The changes, each of which is tried by itself.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What came of each, in the order of the changes.</returns>
    public async ValueTask<IReadOnlyList<PickResult>> PickAsync(string onto, IReadOnlyList<CommitTree> changes, CancellationToken cancellationToken)
    {
        var fresh = changes.Where(change => !_known.ContainsKey((onto, change.Commit))).ToArray();
        if (fresh.Length > 0)
        {
            var pairs = await MakeSidesAsync(onto, fresh, cancellationToken).ConfigureAwait(false);
            var results = await MergeAsync(pairs, cancellationToken).ConfigureAwait(false);
            if (results is null)
            {
                // One whose contents are missing ends git; the others are asked for one by one.
                var single = new List<PickResult>();
                foreach (var pair in pairs)
                {
                    single.Add((await MergeAsync([pair], cancellationToken).ConfigureAwait(false))?[0] ?? new PickResult(null, [], IsUnknown: true));
                }

                results = single;
            }

            for (var index = 0; index < fresh.Length; index++)
            {
                _known[(onto, fresh[index].Commit)] = results[index];
            }
        }

        return [.. changes.Select(change => _known[(onto, change.Commit)])];
    }

    private async ValueTask<Dictionary<string, string[]>> ReadLinesAsync(IReadOnlyCollection<string> commits, CancellationToken cancellationToken)
    {
        if (commits.Count == 0)
        {
            return [];
        }

        var call = new GitCall("log", "--no-walk=unsorted", "--no-show-signature", "--stdin", "--format=%H %T %P") { Input = string.Concat(commits.Select(static commit => commit + "\n")), OutputLimit = OutputLimit };
        return (await bench.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(static parts => parts[0], StringComparer.Ordinal);
    }

    /// <summary>Makes for each change two commits that have the files before it in common: one with the files to change, one with the change.</summary>
    private async ValueTask<IReadOnlyList<(string Ours, string Theirs)>> MakeSidesAsync(string onto, IReadOnlyList<CommitTree> changes, CancellationToken cancellationToken)
    {
        var stream = new StringBuilder();
        for (var index = 0; index < changes.Count; index++)
        {
            var mark = (index * MarkCount) + 1;
            Append(stream, mark, changes[index].Before, from: null);
            Append(stream, mark + 1, onto, mark);
            Append(stream, mark + 2, changes[index].Tree, mark);
        }

        var file = Path.Combine(bench.Scratch, Guid.NewGuid().ToString("n"));
        try
        {
            await bench.ReadAsync(new GitCall("fast-import", "--quiet", $"--export-marks={file}") { Input = stream.ToString() }, cancellationToken).ConfigureAwait(false);
            var ids = new Dictionary<int, string>();
            foreach (var line in await File.ReadAllLinesAsync(file, cancellationToken).ConfigureAwait(false))
            {
                if (line.Split(' ') is [[':', .. var mark], var id])
                {
                    ids[int.Parse(mark, CultureInfo.InvariantCulture)] = id;
                }
            }

            return [.. Enumerable.Range(0, changes.Count).Select(index => (ids[(index * MarkCount) + 2], ids[(index * MarkCount) + 3]))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Append(StringBuilder stream, int mark, string? tree, int? from)
    {
        stream.Append(CultureInfo.InvariantCulture, $"commit refs/trials/{Guid.NewGuid():n}\nmark :{mark}\ncommitter Ao <ao@ao.invalid> 0 +0000\ndata 0\n");
        if (from is { } parent)
        {
            stream.Append(CultureInfo.InvariantCulture, $"from :{parent}\n");
        }

        if (tree is not null)
        {
            stream.Append(CultureInfo.InvariantCulture, $"M 040000 {tree} \"\"\n");
        }

        stream.Append('\n');
    }

    /// <returns>The results, or <see langword="null"/> where git gave up.</returns>
    private async ValueTask<IReadOnlyList<PickResult>?> MergeAsync(IReadOnlyList<(string Ours, string Theirs)> pairs, CancellationToken cancellationToken)
    {
        var call = new GitCall("merge-tree", "--write-tree", "--stdin", "--name-only", "--no-messages")
        {
            Input = string.Concat(pairs.Select(static pair => $"{pair.Ours} {pair.Theirs}\n")),
            OutputLimit = OutputLimit,
        };
        var result = await bench.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded || result.Truncated)
        {
            return null;
        }

        var parts = new Queue<string>(result.Output.Split('\0'));
        var results = new List<PickResult>(pairs.Count);
        for (var index = 0; index < pairs.Count; index++)
        {
            // A status, the tree, the paths that conflict, and an empty part at the end.
            if (!parts.TryDequeue(out var status) || !parts.TryDequeue(out var tree) || !Revision.IsRevision(tree))
            {
                return null;
            }

            var conflicts = new List<string>();
            while (parts.TryDequeue(out var path) && path.Length > 0)
            {
                conflicts.Add(path);
            }

            results.Add(new PickResult(status == "1" ? tree : null, conflicts));
        }

        return results;
    }
}
