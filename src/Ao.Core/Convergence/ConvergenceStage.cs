using Ao.Hosting;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Convergence;

/// <summary>Compares forks in a loop for each project, and carries out what people decide about findings.</summary>
internal sealed partial class ConvergenceStage(ConvergenceContext context, ConvergenceProjects projects, FindingSteps steps, ReportProjection reports, ILogger<ConvergenceStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<(ProjectId Project, string Id)> _settling = new(context.Sessions.Time);
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public int Order => 448;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        context.Findings.Changed += Follow;
        reports.Changed += OnReportChanged;
        context.Sessions.Sessions.Follow(OnSessionChanged);
        foreach (var finding in context.Findings.All)
        {
            Follow(finding);
        }

        _running = Task.WhenAll(projects.All.Select(project => Task.Run(() => project.RunAsync(_stopping.Token), CancellationToken.None)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Sessions.Changed -= OnSessionChanged;
        reports.Changed -= OnReportChanged;
        context.Findings.Changed -= Follow;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running, _settling.StopAsync(cancellationToken)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _settling.Dispose();
        _stopping.Dispose();
    }

    private void OnReportChanged(ReportState report)
    {
        if (report.IsMerged)
        {
            projects.Find(report.Filed.Project)?.Wake();
        }
    }

    private void OnSessionChanged(SessionState session)
    {
        if (session.PullRequest is { State: ProposalState.Merged })
        {
            projects.Find(session.Request.Project)?.Wake();
        }
    }

    private void Follow(FindingState finding)
    {
        // What nobody has decided about, which is nearly all, has nothing to follow.
        if ((finding.Proposed is not null || finding.Decided is not null) && steps.NextOf(finding) != FindingStep.Rest)
        {
            _settling.Start(
                (finding.Project, finding.Id),
                stopping => steps.TakeNextAsync(finding.Project, finding.Id, stopping),
                (exception, failures) => LogUnsettled(exception, finding.Id, finding.Project, failures),
                () => Follow(context.Findings.Get(finding.Project, finding.Id)));
        }
    }

    [LoggerMessage(LogLevel.Warning, "What was decided about finding {Finding} of project {Project} could not be carried out, failure {Failures} in a row. It is tried again.")]
    private partial void LogUnsettled(Exception exception, string finding, ProjectId project, int failures);
}
