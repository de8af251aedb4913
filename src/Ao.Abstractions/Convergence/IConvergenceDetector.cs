namespace Ao.Convergence;

/// <summary>The convergence slot: what forks have in common, and what one breaks for another.</summary>
/// <remarks>A detector informs and decides nothing. It reads only what it is given. Implementations are safe for concurrent use.</remarks>
public interface IConvergenceDetector
{
    /// <summary>Compares forks: the records of many, or the histories of two.</summary>
    /// <param name="request">The forks and what is known of them.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The findings, surest first, each with its evidence.</returns>
    ValueTask<IReadOnlyList<Finding>> DetectAsync(ConvergenceRequest request, CancellationToken cancellationToken = default);
}
