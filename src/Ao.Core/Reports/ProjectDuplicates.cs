using Ao.Duplicates;

namespace Ao.Reports;

/// <summary>What is known of the likeness of a project's reports. One report is taken in at a time, so that of the same reports at the same moment one is the first.</summary>
internal sealed class ProjectDuplicates : IDisposable
{
    private readonly SemaphoreSlim _intake = new(1);
    private readonly DuplicateIndex _index = new();
    private DuplicateClusters _clusters = DuplicateClusters.Empty;

    /// <summary>Waits for the turn to take a report in.</summary>
    public Task EnterAsync(CancellationToken cancellationToken) => _intake.WaitAsync(cancellationToken);

    public void Leave() => _intake.Release();

    public DuplicateFindings Find(ReportDocument document)
    {
        lock (_index)
        {
            return _index.Find(document, _clusters);
        }
    }

    public void Add(ReportDocument document)
    {
        lock (_index)
        {
            _index.Add(document);
        }
    }

    /// <summary>Takes in to what a report is linked by now.</summary>
    public void Follow(ReportState report)
    {
        lock (_index)
        {
            _clusters = report.Link is { } link ? _clusters.Link(report.Id, link.Head) : _clusters.Withdraw(report.Id);
        }
    }

    public void Dispose() => _intake.Dispose();
}
