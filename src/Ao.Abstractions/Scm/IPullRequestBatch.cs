namespace Ao.Scm;

/// <summary>The optional capability of an scm to read many pull requests of a project in one look, whose cost does not grow with their number while nothing changes.</summary>
/// <remarks>Without it the host reads each by <see cref="IPullRequestHost"/>, <see cref="ICheckHost"/>, <see cref="IReviewHost"/> and <see cref="IReviewThreadHost"/>.</remarks>
public interface IPullRequestBatch
{
    /// <summary>Reads pull requests. Nothing is run: checks that have not run are pending.</summary>
    /// <param name="source">The project.</param>
    /// <param name="numbers">Which ones.</param>
    /// <param name="cursor">The cursor of the last look at the same ones, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What was found.</returns>
    ValueTask<PullRequestReadings> ReadPullRequestsAsync(ProjectSource source, IReadOnlyCollection<int> numbers, string? cursor = null, CancellationToken cancellationToken = default);
}
