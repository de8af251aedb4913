using Ao.Git.Remotes;
using Ao.Plugins.GitHub.Forge;
using Ao.Scm;

namespace Ao.Plugins.GitHub.Git;

/// <summary>Publishes what pull requests propose over git.</summary>
internal sealed class BranchPublisher(RemoteBranches branches) : IBranchPublisher
{
    public ValueTask<string?> PublishAsync(ProjectSource source, string revision, string branch, CancellationToken cancellationToken) =>
        branches.PublishAsync(source, revision, branch, published: null, cancellationToken);
}
