namespace Ao.Convergence;

/// <summary>Forks that are compared as they grow. One caller at a time.</summary>
public interface IConvergenceIndex
{
    /// <summary>Takes in what is new of forks, to be compared at the next <see cref="AddAsync"/>: what comes in many portions is compared once.</summary>
    /// <param name="news">The forks, each with what is new of it only.</param>
    /// <param name="cancellationToken">The token that cancels the operation. What was taken in until then stays.</param>
    ValueTask TakeAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default);

    /// <summary>Takes in what is new of forks, and compares all that was taken in. What was taken in before, by fork and revision or record, is left out.</summary>
    /// <param name="news">The forks, each with what is new of it only; none to compare what was taken in before.</param>
    /// <param name="cancellationToken">The token that cancels the operation. What was taken in until then stays.</param>
    /// <returns>The findings that are new or have changed, best first. One that has grown keeps its <see cref="Finding.Id"/>.</returns>
    ValueTask<IReadOnlyList<Finding>> AddAsync(IReadOnlyList<ForkHistory> news, CancellationToken cancellationToken = default);
}
