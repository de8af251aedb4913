using Ao.Scm;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Publishes revisions to the push target over git.</summary>
internal interface IBranchPublisher
{
    /// <summary>Publishes a revision under a branch of the project's push target.</summary>
    /// <param name="source">The project.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="published">The revision that the project published there itself, which the new one may take the place of, or <see langword="null"/> to allow nothing but a fast-forward.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns><see langword="null"/> where the branch is at the revision now, or why it was refused.</returns>
    ValueTask<string?> PublishAsync(ProjectSource source, string revision, string branch, string? published, CancellationToken cancellationToken);
}
