using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Takes over revisions that other hosts have published on the remote.</summary>
internal sealed class RemoteRevisions(RemoteMirrors mirrors) : IRevisionShare
{
    public async ValueTask<bool> TakeAsync(ProjectSource source, ControlRepository control, string revision, CancellationToken cancellationToken)
    {
        if (await control.ContainsAsync(Revision.Require(revision), cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (await mirrors.TakeAsync(source, revision, cancellationToken).ConfigureAwait(false) is not { } mirror)
        {
            return false;
        }

        // The mirror's objects were checked when they came.
        await control.FetchCommitAsync(mirror, trusted: true, revision, cancellationToken).ConfigureAwait(false);
        return await control.ContainsAsync(revision, cancellationToken).ConfigureAwait(false);
    }
}
