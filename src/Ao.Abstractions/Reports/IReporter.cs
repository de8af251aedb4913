using Ao.Scm;

namespace Ao.Reports;

/// <summary>The reporter slot: where structured reports go.</summary>
/// <remarks>Implementations are safe for concurrent use.</remarks>
public interface IReporter
{
    /// <summary>Finds what an operation submitted.</summary>
    /// <param name="source">The project.</param>
    /// <param name="key">The operation that may have submitted it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The receipt, or <see langword="null"/> where the operation submitted nothing.</returns>
    ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default);

    /// <summary>Submits a report.</summary>
    /// <param name="submission">The report.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The receipt.</returns>
    /// <exception cref="OutcomeUnknownException">The call broke off and the report may be there.</exception>
    ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default);
}
