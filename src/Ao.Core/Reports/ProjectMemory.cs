using Ao.Duplicates;

namespace Ao.Reports;

/// <summary>What a project's reports teach about the next one: what it is like, and how much it weighs.</summary>
internal sealed class ProjectMemory : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _lock = new();
    private readonly DuplicateIndex _index = new();
    private DuplicateClusters _clusters = DuplicateClusters.Empty;
    private SeverityCalibration _calibration = SeverityCalibration.None;

    /// <summary>Gets what operators' corrections say of severities.</summary>
    public SeverityCalibration Calibration
    {
        get
        {
            lock (_lock)
            {
                return _calibration;
            }
        }
    }

    /// <summary>Waits for the turn to take a report in: one at a time, so that of the same reports at the same moment one is the first.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _turn.WaitAsync(cancellationToken);

    public void Leave() => _turn.Release();

    public DuplicateFindings Find(ReportDocument document)
    {
        // Not searched under the lock: the thread that writes the journal takes it too.
        DuplicateClusters clusters;
        lock (_lock)
        {
            clusters = _clusters;
        }

        return _index.Find(document, clusters);
    }

    public void Add(ReportDocument document) => _index.Add(document);

    /// <summary>Takes in what a report is linked to, and what an operator says of its severity.</summary>
    public void Follow(ReportState report)
    {
        lock (_lock)
        {
            _clusters = report.Link is { } link ? _clusters.Link(report.Id, link.Head) : _clusters.Withdraw(report.Id);
            if (report.Severity.CorrectedBy is not null && !_calibration.Holds(report.Id, report.Severity.Value))
            {
                _calibration = _calibration.Apply(SeverityCorrection.Of(report.Id, report.Filed.Report, report.Severity.Original, report.Severity.Value));
            }
        }
    }

    public void Dispose() => _turn.Dispose();
}
