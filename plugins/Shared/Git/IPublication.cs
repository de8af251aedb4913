using Ao.Scm;

namespace Ao.Git;

/// <summary>Where a project's changes are published.</summary>
internal interface IPublication
{
    /// <summary>Gives the push target, as the host knows it.</summary>
    ValueTask<string> GetAsync(ProjectSource source, CancellationToken cancellationToken);

    /// <summary>Gives the repository, as git reads it here and as new as it is, that holds the branch which changes are proposed to.</summary>
    ValueTask<string> GetBaseAsync(ProjectSource source, CancellationToken cancellationToken);

    /// <summary>Looks which revision a branch of a push target holds.</summary>
    /// <returns>The revision, or <see langword="null"/> where there is no such branch.</returns>
    ValueTask<string?> FindAsync(ControlRepository control, ProjectSource source, string target, string branch, CancellationToken cancellationToken);

    /// <summary>Pushes a commit to a branch. What the branch holds beyond the commit is never overwritten.</summary>
    /// <param name="control">The control repository, which has the commit.</param>
    /// <param name="source">The project.</param>
    /// <param name="target">The push target.</param>
    /// <param name="revision">The commit.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="published">The commit that the project published there itself, which the new one takes the place of even where it does not contain it;
    /// git does so only if the branch holds exactly that one. <see langword="null"/> allows fast-forwards alone.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Why it was refused, or <see langword="null"/> where the branch now is at the commit.</returns>
    /// <exception cref="OutcomeUnknownException">It broke off, and the branch may have moved.</exception>
    ValueTask<string?> PushAsync(ControlRepository control, ProjectSource source, string target, string revision, string branch, string? published, CancellationToken cancellationToken);
}
