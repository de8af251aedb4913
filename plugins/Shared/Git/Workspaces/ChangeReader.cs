using System.Globalization;
using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>Tells how much a change changes. It asks the control repository, so that no attribute and no driver of an agent's has a say.</summary>
internal static class ChangeReader
{
    private const int ListLimit = 256 * 1024 * 1024;

    public static async ValueTask<ChangeSummary> SummarizeAsync(ControlRepository control, string baseRevision, string revision, CancellationToken cancellationToken)
    {
        foreach (var named in new[] { baseRevision, revision })
        {
            // Asked in this order: what is no id is no argument for git.
            if (!await control.ContainsAsync(Revision.Require(named), cancellationToken).ConfigureAwait(false))
            {
                throw new AoException($"The revision '{named}' is not here. Name one that a workspace or the project's source holds.");
            }
        }

        var call = new GitCall("diff-tree", "-r", "--numstat", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=dirty", baseRevision, revision) { OutputLimit = ListLimit };
        var lines = WorkspaceFiles.Lines(await control.ReadAsync(call, cancellationToken).ConfigureAwait(false));
        var counts = Array.ConvertAll(lines, static line => line.Split('\t', 3));
        return new ChangeSummary
        {
            Files = counts.Length,
            Insertions = counts.Sum(static count => CountOf(count[0])),
            Deletions = counts.Sum(static count => CountOf(count[1])),
            Paths = [.. counts.Take(ChangeSummary.MaxPaths).Select(static count => QuotedPath.Decode(count[2]))],
        };
    }

    // git writes a hyphen for what is no text.
    private static long CountOf(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
