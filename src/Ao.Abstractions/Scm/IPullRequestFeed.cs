namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell when something about pull requests has changed, so that the host looks at once instead of at its next turn.</summary>
public interface IPullRequestFeed
{
    /// <summary>Watches the pull requests of a project.</summary>
    /// <param name="source">The project.</param>
    /// <param name="cancellationToken">The token that ends watching.</param>
    /// <returns>Hints to look: one may be given twice, several may be given as one, and none has to be given. What the implementation was not told itself it cannot tell.</returns>
    IAsyncEnumerable<PullRequestHint> WatchPullRequestsAsync(ProjectSource source, CancellationToken cancellationToken = default);
}
