using System.Collections.Concurrent;
using Ao.Reports;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>A reporter that keeps what it is given.</summary>
public sealed class FakeReporter : IReporter
{
    /// <summary>Gets the reports, in order.</summary>
    public ConcurrentQueue<ReportSubmission> Submitted { get; } = new();

    /// <summary>Gets or sets what happens before a report is taken.</summary>
    public Func<CancellationToken, Task> BeforeSubmit { get; set; } = static _ => Task.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default)
    {
        await BeforeSubmit(cancellationToken);
        Submitted.Enqueue(submission);
        return ReceiptOf(submission.Key);
    }

    /// <inheritdoc/>
    public ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Submitted.Any(submission => submission.Key == key) ? ReceiptOf(key) : null);

    private static ReportReceipt ReceiptOf(OperationKey key) => new() { Id = key.Value, Location = "here" };
}
