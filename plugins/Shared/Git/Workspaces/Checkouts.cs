using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <summary>Takes clean copies of revisions: each a repository of its own, so that commands that ask git find one.</summary>
internal sealed class Checkouts(FolderRemoval removal)
{
    public async ValueTask<ICheckout> TakeAsync(ControlRepository control, string revision, CancellationToken cancellationToken)
    {
        Revision.Require(revision);
        if (!await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false))
        {
            throw new AoException($"The revision '{revision}' is not known here. Give one that a snapshot or a pull request names.");
        }

        var path = Path.Combine(control.Folders.Checkouts, Guid.NewGuid().ToString("n"));
        await WorkingTrees.MakeRepositoryAsync(control, "checkout", control.Folders.Gate, path, revision, revision, branch: null, [], cancellationToken).ConfigureAwait(false);
        return new Checkout(path, revision, removal);
    }

    private sealed class Checkout(string path, string revision, FolderRemoval removal) : ICheckout
    {
        public string Path => path;

        public string Revision => revision;

        public ValueTask DisposeAsync() => removal.RemoveAsync(path, CancellationToken.None);
    }
}
