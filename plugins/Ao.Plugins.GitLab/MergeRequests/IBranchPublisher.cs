using Ao.Plugins.GitLab.Api;
using Ao.Scm;

namespace Ao.Plugins.GitLab.MergeRequests;

/// <summary>Publishes revisions under a branch of a project at GitLab.</summary>
internal interface IBranchPublisher
{
    /// <summary>Publishes a revision. It takes the place of what this host published there before, and of nothing else that it does not contain.</summary>
    /// <param name="source">The project.</param>
    /// <param name="target">Where to publish it.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns><see langword="null"/>, or why it was refused.</returns>
    ValueTask<string?> PublishAsync(ProjectSource source, GitLabProject target, string revision, string branch, CancellationToken cancellationToken);
}
