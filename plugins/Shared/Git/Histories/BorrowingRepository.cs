namespace Ao.Git.Histories;

/// <summary>Makes repositories that borrow the objects of others: what those lack is missing and nothing more, and neither their configuration nor their hooks take part.</summary>
internal static class BorrowingRepository
{
    /// <summary>Makes one.</summary>
    /// <param name="git">Runs git.</param>
    /// <param name="folder">Where, which must not be there yet.</param>
    /// <param name="hooks">The empty folder of hooks.</param>
    /// <param name="objects">The folders of objects that it borrows.</param>
    /// <param name="shallow">The commits whose parents are not to be looked for, as lines.</param>
    /// <param name="references">Its references.</param>
    /// <param name="lender">A repository that names its objects as this one shall.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public static async ValueTask MakeAsync(GitClient git, string folder, string hooks, IReadOnlyCollection<string> objects, IEnumerable<string?> shallow, IEnumerable<(string Name, string Id)> references, string lender, CancellationToken cancellationToken)
    {
        var format = await git.ReadAsync(new GitCall("rev-parse", "--show-object-format") { GitDir = lender }, cancellationToken).ConfigureAwait(false);
        RepositoryFiles.WriteBorrowing(folder, GitConfiguration.ControlOf(hooks, format), "ref: refs/heads/main", string.Join('\n', objects), references);
        if (string.Concat(shallow) is { Length: > 0 } lines)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "shallow"), lines, cancellationToken).ConfigureAwait(false);
        }
    }
}
