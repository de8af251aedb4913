using System.Collections.Concurrent;
using System.Globalization;
using Ao.Consents;
using Ao.Duplicates;
using Ao.Journal;
using Ao.Projects;
using Ao.Sessions;

namespace Ao.Reports;

/// <summary>Takes reports into the journal: bounded, with secrets taken out, weighed, and compared with those that are there.</summary>
internal sealed class ReportCapture(ReportContext context, FactLog log, ReportIntake intake, AttachmentIntake attachments, ReportCollector collector, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<ProjectId, ProjectMemory> _projects = new();

    /// <summary>Takes in what the journal holds. Call it once, before anything else.</summary>
    public void Load()
    {
        foreach (var report in context.Reports.All.OrderBy(static report => report.CapturedAt))
        {
            var memory = MemoryOf(report.Filed.Project);
            memory.Add(DocumentOf(report.Id, report.Filed.Report, report.Filed.FiledAt));
            memory.Follow(report);
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

        var report = filed.Report with { SourceSession = id };
        var kept = ReportRules.Check(report).Count == 0 ? report : ReportRepair.Of(report);
        await CaptureAsync(session.Request.Project, filed.Operation, intake.Accept(kept), filed.At, filedBy: null, [], cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Takes in a report of an operator. Filed again under the same operation it is the same report.</summary>
    public Task<ReportState> FileAsync(Project project, OperationKey operation, Report report, IReadOnlyList<OfferedAttachment> offered, Operator by, CancellationToken cancellationToken) =>
        CaptureAsync(project.Id, operation, intake.Accept(report), time.GetUtcNow(), by.Id, offered, cancellationToken);

    /// <summary>Gives the reports that may be of the same problem.</summary>
    public IReadOnlyList<DuplicateMatch> Suggest(ReportState report) =>
        [.. MemoryOf(report.Filed.Project).Find(DocumentOf(report.Id, report.Filed.Report, report.Filed.FiledAt)).Suggestions.Where(match => match.Report != report.Id)];

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
        foreach (var memory in _projects.Values)
        {
            memory.Dispose();
        }
    }

    private async Task<ReportState> CaptureAsync(ProjectId project, OperationKey operation, Report report, DateTimeOffset filedAt, string? filedBy, IReadOnlyList<OfferedAttachment> offered, CancellationToken cancellationToken)
    {
        var id = ReportFactKinds.IdOf(operation);
        if (context.Reports.Find(id) is { } known)
        {
            return known;
        }

        var diagnostics = context.AttachesDiagnostics(project) ? collector.Collect(report.SourceSession, filedAt) : [];
        var taken = await attachments.TakeAsync([.. offered, .. diagnostics], [], cancellationToken).ConfigureAwait(false);
        var document = DocumentOf(id, report, filedAt);
        var memory = MemoryOf(project);
        await memory.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var findings = memory.Find(document);
            List<object> facts = [new ReportFacts.Captured(id, operation, project, report, filedAt, filedBy, Assess(report, memory), findings.ContentKey, taken.Attachments, taken.Refused)];
            if (LinkTo(id, findings) is { } link)
            {
                facts.Add(new ReportFacts.Linked(link));
            }

            try
            {
                await log.AppendAsync(ReportFactKinds.StreamOf(id), expectedVersion: 0, facts, cancellationToken).ConfigureAwait(false);
                memory.Add(document);
            }
            catch (StreamVersionException)
            {
                // The very same filing came in at the same moment.
            }

            return context.Reports.Get(id);
        }
        finally
        {
            memory.Leave();
        }
    }

    private static AssessedSeverity Assess(Report report, ProjectMemory memory)
    {
        if (report.Severity is { } given)
        {
            return new AssessedSeverity { Value = given, Original = given, Reason = "the reporter says so" };
        }

        var inferred = SeverityInference.Infer(report, memory.Calibration);
        return new AssessedSeverity { Value = inferred.Severity, Original = inferred.Severity, IsInferred = true, Reason = inferred.Reason };
    }

    /// <summary>Gives the link that the host makes of itself. It points to the head, so that links form no chain.</summary>
    private ReportLink? LinkTo(string id, DuplicateFindings findings)
    {
        var (match, relation) = findings.SameReport is { } same ? (same, ReportLinkRelation.SameReport) : (findings.SameProblem, ReportLinkRelation.SameProblem);

        // What comes back after its change was merged is not settled by it: it goes its own way.
        return match is null || context.Reports.Find(match.Head) is not { IsMerged: false }
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

    private ProjectMemory MemoryOf(ProjectId project) => _projects.GetOrAdd(project, static _ => new ProjectMemory());

    private void OnChanged(ReportState report)
    {
        if (!report.Links.IsEmpty || report.Severity.CorrectedBy is not null)
        {
            MemoryOf(report.Filed.Project).Follow(report);
        }
    }
}
