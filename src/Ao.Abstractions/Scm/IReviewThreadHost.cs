namespace Ao.Scm;

/// <summary>The optional capability of an scm to hold conversations about places of a change.</summary>
public interface IReviewThreadHost
{
    /// <summary>Reads the threads of a pull request.</summary>
    /// <param name="source">The project.</param>
    /// <param name="number">The pull request's number.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The threads, oldest first.</returns>
    ValueTask<IReadOnlyList<ReviewThread>> ListThreadsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default);

    /// <summary>Writes a comment. Writing it again under the same key changes nothing.</summary>
    /// <param name="request">The comment.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The thread with it.</returns>
    /// <exception cref="AoException">There is no such pull request or thread.</exception>
    ValueTask<ReviewThread> AddThreadCommentAsync(ReviewThreadRequest request, CancellationToken cancellationToken = default);

    /// <summary>Resolves a thread, or opens it again. Repeating it changes nothing.</summary>
    /// <param name="source">The project.</param>
    /// <param name="number">The pull request's number.</param>
    /// <param name="thread">The thread.</param>
    /// <param name="resolved">Whether it shall be resolved.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The thread as it is then.</returns>
    /// <exception cref="AoException">There is no such thread.</exception>
    ValueTask<ReviewThread> ResolveThreadAsync(ProjectSource source, int number, string thread, bool resolved, CancellationToken cancellationToken = default);
}
