namespace Ao.Scm;

/// <summary>The optional capability of an scm to hold reviews of pull requests.</summary>
public interface IReviewHost
{
    /// <summary>Reads the reviews of a pull request.</summary>
    /// <param name="source">The project.</param>
    /// <param name="number">The pull request's number.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The reviews, oldest first.</returns>
    ValueTask<IReadOnlyList<Review>> ListReviewsAsync(ProjectSource source, int number, CancellationToken cancellationToken = default);

    /// <summary>Adds a review. Adding it again under the same key changes nothing.</summary>
    /// <param name="request">The review.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The review.</returns>
    ValueTask<Review> AddReviewAsync(ReviewRequest request, CancellationToken cancellationToken = default);
}
