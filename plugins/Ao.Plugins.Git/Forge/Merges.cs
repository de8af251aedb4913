using System.Globalization;

namespace Ao.Plugins.Git.Forge;

/// <summary>Computes merges in the control repository, without a working tree.</summary>
internal static class Merges
{
    private const int OutputLimit = 64 * 1024 * 1024;

    /// <summary>Fetches the branch that a pull request goes into.</summary>
    /// <returns>The branch's newest commit.</returns>
    public static ValueTask<string> TipAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken) =>
        control.FetchBranchAsync(record.Target, record.BaseBranch, control.LocalRef(string.Create(CultureInfo.InvariantCulture, $"targets/{record.Number}")), cancellationToken);

    public static async ValueTask<MergedTree> ComputeAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken)
    {
        var tip = await TipAsync(control, record, cancellationToken).ConfigureAwait(false);
        return await ComputeAsync(control, tip, record.HeadRevision, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes many merges with one process, in the order of the pairs.</summary>
    public static async ValueTask<IReadOnlyList<MergedTree>> ComputeAsync(ControlRepository control, IReadOnlyList<(string Tip, string Head)> pairs, CancellationToken cancellationToken)
    {
        var call = new GitCall("merge-tree", "--write-tree", "--stdin", "--name-only", "--no-messages", "--allow-unrelated-histories")
        {
            Input = string.Concat(pairs.Select(static pair => $"{pair.Tip} {pair.Head}\n")),
            OutputLimit = OutputLimit,
        };
        var parts = new Queue<string>((await control.ReadAsync(call, cancellationToken).ConfigureAwait(false)).Split('\0'));
        var merged = new List<MergedTree>(pairs.Count);
        foreach (var (tip, _) in pairs)
        {
            // A status, the tree, the paths that conflict, and an empty part at the end.
            if (!parts.TryDequeue(out var status) || !parts.TryDequeue(out var tree) || !Revision.IsRevision(tree))
            {
                throw new GitException("git merge-tree did not answer for each of the merges that it was asked for. Check that the forge is whole: 'git fsck'.");
            }

            var conflicts = new List<string>();
            while (parts.TryDequeue(out var path) && path.Length > 0)
            {
                conflicts.Add(path);
            }

            var isClean = status == "1";
            merged.Add(new MergedTree(tip, isClean ? tree : null, conflicts));
        }

        return merged;
    }

    private static async ValueTask<MergedTree> ComputeAsync(ControlRepository control, string tip, string head, CancellationToken cancellationToken)
    {
        var result = await control.RunAsync(cancellationToken, "merge-tree", "--write-tree", "--name-only", "--no-messages", "--allow-unrelated-histories", tip, head).ConfigureAwait(false);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return result.ExitCode switch
        {
            0 => new MergedTree(tip, lines[0], []),
            1 => new MergedTree(tip, null, [.. lines.Skip(1).Select(QuotedPath.Decode)]),
            _ => throw GitClient.Failure("merge-tree", result),
        };
    }
}
