using Ao.Git.Remotes;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.MergeRequests;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Git;

/// <summary>Publishes revisions by git.</summary>
internal sealed class BranchPublisher(ControlRepositories repositories, IRevisionShare share, RemotePublication publication) : IBranchPublisher
{
    public async ValueTask<string?> PublishAsync(ProjectSource source, GitLabProject target, string revision, string branch, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (!await share.TakeAsync(source, control, Revision.Require(revision), cancellationToken).ConfigureAwait(false))
        {
            return $"The revision '{revision}' is not known here. Give one that a snapshot names.";
        }

        // What this host published there gives way, also what was relayed of a session's pushes; what anybody else pushed does not.
        var own = await publication.FindOwnAsync(control, source, target.Address, branch, cancellationToken).ConfigureAwait(false);
        return await publication.PushAsync(control, source, target.Address, revision, branch, own, cancellationToken).ConfigureAwait(false);
    }
}
