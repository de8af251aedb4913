using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Publishes the revisions that pull requests propose, for a forge that holds the pull requests themselves.</summary>
internal sealed class RemoteBranches(ControlRepositories repositories, IRevisionShare share, RemotePublication publication)
{
    /// <summary>Publishes a revision under a branch of the project's push target.</summary>
    /// <param name="source">The project.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="published">What the project published there before, which gives way.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Why it was refused, or <see langword="null"/> where the branch holds the revision.</returns>
    public async ValueTask<string?> PublishAsync(ProjectSource source, string revision, string branch, string? published, CancellationToken cancellationToken)
    {
        var target = await publication.GetAsync(source, cancellationToken).ConfigureAwait(false);
        return await PublishAsync(source, target, revision, branch, published, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes a revision under a branch of a push target.</summary>
    /// <param name="source">The project.</param>
    /// <param name="target">The push target.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="published">What the project published there before, which gives way.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Why it was refused, or <see langword="null"/> where the branch holds the revision.</returns>
    public async ValueTask<string?> PublishAsync(ProjectSource source, string target, string revision, string branch, string? published, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (!await share.TakeAsync(source, control, Revision.Require(revision), cancellationToken).ConfigureAwait(false))
        {
            return $"The revision '{revision}' is not known here. Give one that a snapshot names.";
        }

        // What was relayed of a session's pushes is the project's own too, and gives way to the verified revision.
        published ??= await publication.FindOwnAsync(control, source, target, branch, cancellationToken).ConfigureAwait(false);
        return await publication.PushAsync(control, source, target, revision, branch, published, cancellationToken).ConfigureAwait(false);
    }
}
