using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Projects;
using Ao.Reports;

namespace Ao.Convergence;

/// <summary>Reads what is new in the ledgers of a project's peers, and of the project's own reports.</summary>
internal sealed class RecordReader(ConvergenceContext context, ReportProjection reports)
{
    private const int Portion = 500;
    private const int MaxTitle = 300;
    private const int MaxBody = 32 * 1024;
    private const int MaxComponent = 200;
    private const int MaxPaths = 400;
    private const int MaxPath = 500;

    /// <summary>Gives the peers that publish changes: their histories are not read.</summary>
    public IReadOnlySet<string> FindPublishers(Project project, LedgerView view) =>
        context.PeersOf(project.Id).Select(static peer => peer.ForkId).OfType<string>().Where(fork => view.Standing(fork, LedgerKinds.Change).Any()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Tells whether something that was read does not stand any more, so that all has to be compared anew.</summary>
    public static bool HasFallen(LedgerView view, ForkReading reading) =>
        view.Publishers.Values.Any(publisher => publisher.Entries.Any(entry => !entry.Stands && entry.Kind is LedgerKinds.Report or LedgerKinds.Change && reading.Records.Contains(entry.Id)));

    /// <summary>Gives what is new, a fork at a time and of each in portions: what is taken apart of many records is not in memory at once.</summary>
    public IEnumerable<ForkHistory> Read(Project project, LedgerView view, ForkReading reading)
    {
        foreach (var peer in context.PeersOf(project.Id).Where(static peer => peer.ForkId is not null))
        {
            var fork = new ForkHistory { ForkId = peer.ForkId!, Name = peer.Name, IsUpstream = peer.IsUpstream };
            reading.Note(fork.ForkId, peer.Name, static look => look);
            foreach (var portion in New(view, peer, LedgerKinds.Report, reading).Concat(New(view, peer, LedgerKinds.Change, reading)).Chunk(Portion))
            {
                var history = fork with
                {
                    Records = [.. portion.Where(static entry => entry.Kind == LedgerKinds.Report).Select(ReportOf).OfType<ForkRecord>()],
                    Changes = [.. portion.Where(static entry => entry.Kind == LedgerKinds.Change).Select(ChangeOf).OfType<ForkChange>()],
                };
                reading.Note(fork.ForkId, peer.Name, look => look with { Records = look.Records + history.Records.Count, Changes = look.Changes + history.Changes.Count });
                if (history.Records.Count > 0 || history.Changes.Count > 0)
                {
                    yield return history;
                }
            }
        }

        if (ReadOwn(project, reading) is { Records.Count: > 0 } own)
        {
            yield return own;
        }
    }

    private static IEnumerable<LedgerEntry> New(LedgerView view, ForkPeer peer, string kind, ForkReading reading) =>
        view.Standing(peer.ForkId!, kind).Where(entry => reading.Records.Add(entry.Id));

    private ForkHistory ReadOwn(Project project, ForkReading reading)
    {
        var id = context.OwnIdOf(project.Id);
        var name = project.Options.Fork.Name ?? project.Id.Value;
        var records = reports.All
            .Where(report => report.Filed.Project == project.Id && report.Link is null && reading.Records.Add(report.Id))
            .OrderBy(static report => report.CapturedAt)
            .Select(report => new ForkRecord { Id = report.Id, Report = report.Filed.Report, At = report.Filed.FiledAt, ResolvedBy = ResolutionOf(project, report) })
            .ToList();
        reading.Note(id, name, look => look with { Records = look.Records + records.Count });
        return new ForkHistory { ForkId = id, Name = name, Records = records };
    }

    private string? ResolutionOf(Project project, ReportState report) =>
        report.IsMerged && report.Session is { } session && context.Sessions.Sessions.Find(session)?.PullRequest is { } proposed ? ConvergenceContext.LandedOf(project, proposed) : null;

    /// <summary>Reads a report of a peer; <see langword="null"/> where it has not the form of one.</summary>
    internal static ForkRecord? ReportOf(LedgerEntry entry) => LedgerBody.Read(entry, LedgerBodiesJson.Default.ReportBody) is not { } body
        ? null
        : new ForkRecord
        {
            Id = entry.Id,
            At = body.At ?? entry.Time,
            ResolvedBy = body.ResolvedBy,
            Report = new Report
            {
                Type = body.Type == "improvement" ? ReportType.ImprovementSuggestion : ReportType.BugReport,
                Title = FindingBounds.Line(body.Title, MaxTitle),
                Body = ShortText.Clean(body.Body ?? "", MaxBody),
                Component = body.Component is null ? null : FindingBounds.Line(body.Component, MaxComponent),
            },
        };

    /// <summary>Reads a change of a peer; <see langword="null"/> where it has not the form of one.</summary>
    internal static ForkChange? ChangeOf(LedgerEntry entry) => LedgerBody.Read(entry, LedgerBodiesJson.Default.ChangeBody) is not { } body
        ? null
        : new ForkChange
        {
            Revision = FindingBounds.Line(body.Revision, MaxComponent),
            Message = ShortText.Clean(body.Message is { Length: > 0 } rest ? $"{body.Title}\n\n{rest}" : body.Title ?? "", MaxBody),
            At = body.At ?? entry.Time,
            Paths = [.. (body.Paths ?? []).Take(MaxPaths).Select(static path => FindingBounds.Line(path, MaxPath))],
            Patch = body.Patch,
            IsPartial = body.Patch is null,
            Origin = body.Origin is null ? null : FindingBounds.Line(body.Origin, MaxComponent),
            Sketch = body.Sketch?.ToSketch(),
        };
}
