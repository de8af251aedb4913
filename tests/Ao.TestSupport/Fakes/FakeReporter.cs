using System.Collections.Concurrent;
using Ao.Reports;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>A reporter in memory, to which reports can come late.</summary>
public sealed class FakeReporter : IReporter
{
    private readonly ConcurrentDictionary<OperationKey, ReportReceipt> _received = new();
    private readonly ConcurrentDictionary<OperationKey, ReportReceipt> _underWay = new();

    /// <summary>Gets or sets whether callers give up on their reports before they arrive.</summary>
    public bool IsLate { get; set; }

    /// <summary>Lets arrive what is under way.</summary>
    public void Arrive()
    {
        foreach (var (key, receipt) in _underWay)
        {
            _received[key] = receipt;
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReportReceipt?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => ValueTask.FromResult(_received.GetValueOrDefault(key));

    /// <inheritdoc/>
    public ValueTask<ReportReceipt> SubmitAsync(ReportSubmission submission, CancellationToken cancellationToken = default)
    {
        var receipt = new ReportReceipt { Id = submission.Key.Value, Location = "memory" };
        if (IsLate)
        {
            _underWay[submission.Key] = receipt;
            throw new OutcomeUnknownException("The client timed out.");
        }

        return ValueTask.FromResult(_received[submission.Key] = receipt);
    }
}
