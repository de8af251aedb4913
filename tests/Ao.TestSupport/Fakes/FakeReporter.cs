using System.Collections.Concurrent;
using Ao.Reports;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>A reporter that keeps what it is given, and to which reports can come late.</summary>
public sealed class FakeReporter : IReporter, IKeepsOnDisk
{
    private readonly ConcurrentQueue<ReportSubmission> _underWay = new();

    /// <summary>Gets the reports, in order.</summary>
    public ConcurrentQueue<ReportSubmission> Submitted { get; } = new();

    /// <summary>Gets or sets what happens before a report is taken.</summary>
    public Func<CancellationToken, Task> BeforeSubmit { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Gets or sets whether callers give up on their reports before they arrive.</summary>
    public bool IsLate { get; set; }

    /// <summary>Lets arrive what is under way.</summary>
    public void Arrive()
    {
        while (_underWay.TryDequeue(out var submission))
        {
            Submitted.Enqueue(submission);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default)
    {
        await BeforeSubmit(cancellationToken);
        if (IsLate)
        {
            _underWay.Enqueue(submission);
            throw new OutcomeUnknownException("The client timed out.");
        }

        Submitted.Enqueue(submission);
        return ReceiptOf(submission.Key);
    }

    /// <inheritdoc/>
    public ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Submitted.Any(submission => submission.Key == key) ? ReceiptOf(key) : null);

    private static ReportReceipt ReceiptOf(OperationKey key) => new() { Id = key.Value, Location = "memory" };
}
