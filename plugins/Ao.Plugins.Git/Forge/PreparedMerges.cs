using System.Globalization;

namespace Ao.Plugins.Git.Forge;

/// <summary>The merge commits that were made to be pushed, by the head that they merge. A push that outlived its host is known by them: none is ever overwritten.</summary>
internal static class PreparedMerges
{
    public static async ValueTask AddAsync(ControlRepository control, PullRequestRecord record, string merge, CancellationToken cancellationToken) =>
        await control.ReadAsync(cancellationToken, "update-ref", PrefixOf(record) + merge, merge).ConfigureAwait(false);

    /// <summary>Finds the merge of a pull request's present head that a branch holds already.</summary>
    /// <param name="control">The control repository.</param>
    /// <param name="record">The pull request.</param>
    /// <param name="tip">The newest commit of the branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask<string?> FindLandedAsync(ControlRepository control, PullRequestRecord record, string tip, CancellationToken cancellationToken)
    {
        var found = await control.ReadAsync(cancellationToken, "for-each-ref", "--count=1", $"--merged={tip}", "--format=%(objectname)", PrefixOf(record)).ConfigureAwait(false);
        return found.Length == 0 ? null : found;
    }

    private static string PrefixOf(PullRequestRecord record) => string.Create(CultureInfo.InvariantCulture, $"refs/ao/pulls/{record.Number}/merges/{record.HeadRevision}/");
}
