using System.Collections.Concurrent;
using System.Globalization;
using Ao.Consents;
using Ao.Duplicates;
using Ao.Journal;
using Ao.Projects;
using Ao.Sessions;

namespace Ao.Reports;

/// <summary>Takes reports into the journal: bounded, with secrets taken out, weighed, and compared with those that are there.</summary>
internal sealed class ReportCapture(ReportContext context, FactLog log, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<ProjectId, ProjectDuplicates> _projects = new();

    /// <summary>Takes in what the journal holds. Call it once, before anything else.</summary>
    public void Load()
    {
        foreach (var report in context.Reports.All.OrderBy(static report => report.CapturedAt))
        {
            var duplicates = DuplicatesOf(report.Filed.Project);
            duplicates.Add(DocumentOf(report.Id, report.Filed.Report, report.Filed.FiledAt));
            duplicates.Follow(report);
        }

        context.Reports.Changed += OnChanged;
    }

    /// <summary>Gives the first report of a session that was not taken in yet.</summary>
    public FiledReport? NextOf(SessionState session) => session.Reports.Find(filed => context.Reports.Find(filed.Operation) is null);

    /// <summary>Takes in the next report of a session.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> CaptureNextAsync(SessionId id, CancellationToken cancellationToken)
    {
        var session = context.Sessions.Sessions.Get(id);
        if (NextOf(session) is not { } filed)
        {
            return false;
        }

        await CaptureAsync(session.Request.Project, filed.Operation, filed.Report with { SourceSession = id }, filed.At, filedBy: null, [], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes in a report of an operator. Filed again under the same operation it is the same report.</summary>
    public Task<ReportState> FileAsync(Project project, OperationKey operation, Report report, IReadOnlyList<OfferedAttachment> offered, Operator by, CancellationToken cancellationToken) =>
        CaptureAsync(project.Id, operation, report with { SourceSession = null }, time.GetUtcNow(), by.Id, offered, cancellationToken);

    /// <summary>Gives the reports that may be of the same problem.</summary>
    public IReadOnlyList<DuplicateMatch> Suggest(ReportState report) =>
        [.. DuplicatesOf(report.Filed.Project).Find(DocumentOf(report.Id, report.Filed.Report, report.Filed.FiledAt)).Suggestions.Where(match => match.Report != report.Id)];

    public ReportLink LinkOf(ReportState report, ReportState head, ReportLinkRelation relation, string reason, double? probability, Operator? by) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{report.Id}/{report.Links.Count + 1}"),
        Head = head.Id,
        Relation = relation,
        Reason = reason,
        Probability = probability,
        By = by,
        At = time.GetUtcNow(),
    };

    public void Dispose()
    {
        context.Reports.Changed -= OnChanged;
        foreach (var duplicates in _projects.Values)
        {
            duplicates.Dispose();
        }
    }

    private async Task<ReportState> CaptureAsync(ProjectId project, OperationKey operation, Report report, DateTimeOffset filedAt, string? filedBy, IReadOnlyList<OfferedAttachment> offered, CancellationToken cancellationToken)
    {
        var id = ReportFactKinds.IdOf(operation);
        if (context.Reports.Find(id) is { } known)
        {
            return known;
        }

        var severity = new AssessedSeverity { Value = report.Severity ?? ReportSeverity.Medium, Original = report.Severity ?? ReportSeverity.Medium, IsInferred = report.Severity is null, Reason = "as reported" };
        var document = DocumentOf(id, report, filedAt);
        var duplicates = DuplicatesOf(project);
        await duplicates.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var findings = duplicates.Find(document);
            List<object> facts = [new ReportFacts.Captured(id, operation, project, report, filedAt, filedBy, severity, findings.ContentKey, [])];
            if (LinkTo(id, findings) is { } link)
            {
                facts.Add(new ReportFacts.Linked(link));
            }

            try
            {
                await log.AppendAsync(ReportFactKinds.StreamOf(id), expectedVersion: 0, facts, cancellationToken).ConfigureAwait(false);
                duplicates.Add(document);
            }
            catch (StreamVersionException)
            {
                // The very same filing came in at the same moment.
            }

            return context.Reports.Get(id);
        }
        finally
        {
            duplicates.Leave();
        }
    }

    /// <summary>Gives the link that the host makes of itself. It points to the head, so that links form no chain.</summary>
    private ReportLink? LinkTo(string id, DuplicateFindings findings)
    {
        var (match, relation) = findings.SameReport is { } same ? (same, ReportLinkRelation.SameReport) : (findings.SameProblem, ReportLinkRelation.SameProblem);
        return match is null || context.Reports.Find(match.Head) is null
            ? null
            : new ReportLink
            {
                Id = $"{id}/1",
                Head = match.Head,
                Relation = relation,
                Reason = relation == ReportLinkRelation.SameReport ? "The same content, apart from times, numbers and ids." : DuplicateReason.Of(match, findings.Algorithm),
                Probability = relation == ReportLinkRelation.SameReport ? null : match.Probability,
                At = time.GetUtcNow(),
            };
    }

    private static ReportDocument DocumentOf(string id, Report report, DateTimeOffset filedAt) => new()
    {
        Id = id,
        Type = report.Type,
        Component = report.Component,
        Session = report.SourceSession?.Value,
        Created = filedAt,
        Title = report.Title,
        Body = string.Join('\n', [report.Body, .. report.Evidence, report.Reproduction ?? "", report.SuggestedFix ?? ""]),
    };

    private ProjectDuplicates DuplicatesOf(ProjectId project) => _projects.GetOrAdd(project, static _ => new ProjectDuplicates());

    private void OnChanged(ReportState report)
    {
        if (!report.Links.IsEmpty)
        {
            DuplicatesOf(report.Filed.Project).Follow(report);
        }
    }
}
