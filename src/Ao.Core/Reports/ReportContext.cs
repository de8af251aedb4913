using Ao.Configuration;
using Ao.Effects;
using Ao.Governance;
using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Reports;

/// <summary>What every step of a report works with.</summary>
internal sealed class ReportContext(FactLog log, ReportProjection reports, ProjectCatalog projects, SessionContext sessions)
{
    public ReportProjection Reports => reports;

    public SessionContext Sessions => sessions;

    public ISlotCatalog Plugins => sessions.Plugins;

    public IEffectGate Gate => sessions.Gate;

    public OperationKeys Keys => sessions.Keys;

    public bool HasProject(ReportState report) => projects.Find(report.Filed.Project) is not null;

    public Project ProjectOf(ReportState report) => projects.Get(report.Filed.Project);

    public FeedbackOptions FeedbackOf(ReportState report) => ProjectOf(report).Options.Feedback;

    /// <summary>Gives the key of the operation that starts the session for a report.</summary>
    public OperationKey SessionKeyOf(ReportState report) => Keys.Of(report.Filed.Project, $"report/{report.Id}/session");

    /// <summary>Tells whether the host attaches what it knows around a project's reports.</summary>
    public bool AttachesDiagnostics(ProjectId project) => projects.Find(project)?.Options.Feedback.AttachDiagnostics != false;

    /// <summary>Gives the session whose gate decides whether anything may be done for a report: the one that filed it, until an operator takes the report up.</summary>
    public SessionId? CauseOf(ReportState report) =>
        !report.IsOperators && report.Filed.Report.SourceSession is { } source && sessions.Sessions.Find(source) is not null ? source : null;

    /// <summary>Puts into an effect which report and which session cause it: policies judge by it, and a consent is bound to it.</summary>
    public Effect Caused(Effect effect, ReportState report)
    {
        var parameters = new Dictionary<string, string>(effect.Parameters, StringComparer.Ordinal);
        PolicyRequests.AddReport(parameters, new ReportCause(report.Id, report.Filed.Report.Type, report.Filed.Report.Confidence, report.Severity.Value, report.Filed.Report.Component));
        return effect with { Session = CauseOf(report), Parameters = parameters };
    }

    public FollowUpStep NextOf(ReportState report) => FollowUpDecision.Next(
        report,
        report.Link is { } link ? reports.Find(link.Head) : null,
        report.Session is { } session ? sessions.Sessions.Find(session) : null,
        CauseOf(report) is not { } cause || !sessions.Stops.IsClosed(cause));

    /// <summary>Appends facts to a report, if nothing else was appended since the state was read.</summary>
    /// <exception cref="StreamVersionException">Something was: read again and decide anew.</exception>
    public async ValueTask AppendAsync(ReportState report, CancellationToken cancellationToken, params IReadOnlyList<object> facts) =>
        await log.AppendAsync(ReportFactKinds.StreamOf(report.Id), report.Version, facts, cancellationToken).ConfigureAwait(false);

    /// <summary>Appends facts to a report whatever was appended before, and tells the session that filed it where the report went.</summary>
    public async ValueTask RecordAsync(ReportState report, ReportReceipt? receipt, string? problem, CancellationToken cancellationToken, params IReadOnlyList<object> facts)
    {
        List<StreamAppend> appends = [log.Prepare(ReportFactKinds.StreamOf(report.Id), expectedVersion: null, facts)];
        if (report.Filed.Report.SourceSession is { } source && sessions.Sessions.Find(source) is { } session && session.Reports.Exists(filed => filed.Operation == report.Filed.Operation))
        {
            object? told = receipt is not null ? new Facts.ReportSubmitted(report.Filed.Operation, receipt)
                : problem is not null ? new Facts.ReportNotSubmitted(report.Filed.Operation, problem)
                : null;
            if (told is not null)
            {
                appends.Add(log.Prepare(SessionFactKinds.StreamOf(source), expectedVersion: null, [told]));
            }
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }
}
