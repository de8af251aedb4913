using Ao.Git.Remotes;
using Ao.Plugins.GitLab.Api;
using Ao.Plugins.GitLab.MergeRequests;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Git;

/// <summary>Publishes revisions by git.</summary>
internal sealed class BranchPublisher(RemoteBranches branches) : IBranchPublisher
{
    public ValueTask<string?> PublishAsync(ProjectSource source, GitLabProject target, string revision, string branch, CancellationToken cancellationToken) =>
        branches.PublishAsync(source, target.Address, revision, branch, published: null, cancellationToken);
}
