using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Publishes revisions to the push target over git.</summary>
internal interface IBranchPublisher
{
    /// <summary>Publishes a revision under a branch of the project's push target. It takes the place of what this host published there before, and of nothing else that it does not contain.</summary>
    /// <param name="source">The project.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns><see langword="null"/> where the branch is at the revision now, or why it was refused.</returns>
    ValueTask<string?> PublishAsync(ProjectSource source, string revision, string branch, CancellationToken cancellationToken);
}
