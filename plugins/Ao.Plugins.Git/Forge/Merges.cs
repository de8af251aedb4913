using System.Globalization;

namespace Ao.Plugins.Git.Forge;

/// <summary>Computes merges in the control repository, without a working tree.</summary>
internal static class Merges
{
    /// <summary>Fetches the branch that a pull request goes into.</summary>
    /// <returns>The branch's newest commit.</returns>
    public static ValueTask<string> TipAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken) =>
        control.FetchBranchAsync(record.Target, record.BaseBranch, control.LocalRef(string.Create(CultureInfo.InvariantCulture, $"targets/{record.Number}")), cancellationToken);

    public static async ValueTask<MergedTree> ComputeAsync(ControlRepository control, PullRequestRecord record, CancellationToken cancellationToken)
    {
        var tip = await TipAsync(control, record, cancellationToken).ConfigureAwait(false);
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
