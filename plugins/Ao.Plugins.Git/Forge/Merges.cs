using System.Globalization;

namespace Ao.Plugins.Git.Forge;

/// <summary>Computes merges in the control repository, without a working tree.</summary>
internal sealed class Merges(GitClient git)
{
    public async ValueTask<MergedTree> ComputeAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken)
    {
        var version = await git.VersionAsync(cancellationToken).ConfigureAwait(false);
        if (version < GitVersion.MergeTree)
        {
            throw new AoException($"git {version} cannot merge without a working tree. Install git {GitVersion.MergeTree} or newer to use the local forge.");
        }

        var reference = string.Create(CultureInfo.InvariantCulture, $"refs/ao/targets/{record.Number}");
        var tip = await control.FetchBranchAsync(record.Target, record.BaseBranch, reference, cancellationToken).ConfigureAwait(false);
        var result = await control.RunAsync(cancellationToken, "merge-tree", "--write-tree", "--name-only", "--no-messages", "--allow-unrelated-histories", tip, record.HeadRevision).ConfigureAwait(false);
        var lines = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return result.ExitCode switch
        {
            0 => new MergedTree(tip, lines[0], []),
            1 => new MergedTree(tip, null, [.. lines.Skip(1).Select(QuotedPath.Decode)]),
            _ => throw GitClient.Failure("merge-tree", result),
        };
    }
}
