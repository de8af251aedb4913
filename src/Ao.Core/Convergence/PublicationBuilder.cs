using Ao.Configuration;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Plugins;
using Ao.Projects;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Sessions;

namespace Ao.Convergence;

/// <summary>Makes the records that a project publishes, out of what the journal knows and by what the settings say. Made again they are the same.</summary>
internal sealed class PublicationBuilder(ConvergenceContext context, ReportProjection reports, PublishedChanges changes, FindingDrafts drafts, DeclaredRecords declared, RecordRedactor redactor)
{
    private const int MaxTitle = 300;
    private const int MaxText = 16 * 1024;
    private const int MaxPatch = 24 * 1024;
    private const int MaxPaths = 200;
    private const int MaxPath = 300;
    private const int MaxPathsInLittle = 40;

    // A record has 64 KiB, with what the ledger adds and in Base64.
    private const int MaxBody = 40 * 1024;

    /// <summary>Makes the records that are not in the ledger yet.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels it.</param>
    public async Task<Publication> BuildAsync(Project project, CancellationToken cancellationToken)
    {
        var records = new List<RedactedDraft>();
        var leftOut = new List<LeftOutRecord>();
        AddReports(project, records, leftOut);
        await AddChangesAsync(project, records, leftOut, cancellationToken).ConfigureAwait(false);
        AddFindings(project, records, leftOut);
        await declared.AddAsync(project, records, leftOut, cancellationToken).ConfigureAwait(false);
        AddObservations(project, records);
        return new Publication(records, leftOut, context.Publications.Count(project.Id));
    }

    private void AddReports(Project project, List<RedactedDraft> records, List<LeftOutRecord> leftOut)
    {
        var options = project.Options.Convergence.Publish;
        foreach (var report in reports.All.Where(report => report.Filed.Project == project.Id && report.Link is null).OrderBy(static report => report.CapturedAt))
        {
            if (context.Publications.Find(project.Id, LedgerKinds.Report, report.Id) is not null)
            {
                continue;
            }

            if (PublishPolicy.RefuseReport(options, report.Filed.Report.Component, report.IsMerged, report.Filed.FiledAt, context.Sessions.Time.GetUtcNow()) is { } reason)
            {
                leftOut.Add(new LeftOutRecord(LedgerKinds.Report, report.Id, reason));
                continue;
            }

            records.Add(ReportOf(project, report));
        }
    }

    private RedactedDraft ReportOf(Project project, ReportState state)
    {
        var report = state.Filed.Report;
        var clean = new Redaction(redactor);
        var proposed = state.Session is { } session ? context.Sessions.Sessions.Find(session)?.PullRequest : null;
        var body = new ReportBody
        {
            Key = state.Id,
            Type = report.Type == ReportType.ImprovementSuggestion ? "improvement" : "bug",
            Title = ShortText.Of(clean.Take(report.Title), MaxTitle),
            Body = report.Body.Length == 0 ? null : ShortText.Of(clean.Take(report.Body), MaxText),
            Component = report.Component is { } component ? clean.Take(component) : null,
            Severity = state.Severity.Value.ToString().ToLowerInvariant(),
            State = "resolved",
            At = state.Filed.FiledAt,
            ResolvedBy = ConvergenceContext.LandedOf(project, proposed),
        };
        return new RedactedDraft(LedgerBody.Draft(LedgerKinds.Report, body, LedgerBodiesJson.Default.ReportBody, report.SourceSession?.Value), state.Id, clean.Count);
    }

    private async Task AddChangesAsync(Project project, List<RedactedDraft> records, List<LeftOutRecord> leftOut, CancellationToken cancellationToken)
    {
        var options = project.Options.Convergence.Publish;
        var merged = context.Sessions.Sessions.All
            .Where(session => session.Request.Project == project.Id && session.PullRequest is { State: ProposalState.Merged } && context.Publications.Find(project.Id, LedgerKinds.Change, session.Id.Value) is null)
            .OrderBy(static session => session.RequestedAt);
        foreach (var session in merged)
        {
            var now = context.Sessions.Time.GetUtcNow();
            if (PublishPolicy.RefuseChange(options, session.ChangedPaths, session.CreatedAt, now) is { } early)
            {
                leftOut.Add(new LeftOutRecord(LedgerKinds.Change, session.Id.Value, early));
            }
            else if (await changes.FindAsync(project, session, cancellationToken).ConfigureAwait(false) is not { } change)
            {
                leftOut.Add(new LeftOutRecord(LedgerKinds.Change, session.Id.Value, "Its commits are not in the project's history as it is read here."));
            }
            else if (PublishPolicy.RefuseChange(options, change.Paths, session.CreatedAt, now) is { } reason)
            {
                leftOut.Add(new LeftOutRecord(LedgerKinds.Change, session.Id.Value, reason));
            }
            else
            {
                records.Add(ChangeOf(project, session, change));
            }
        }
    }

    private RedactedDraft ChangeOf(Project project, SessionState session, ForkChange change)
    {
        var code = project.Options.Convergence.Publish.Code;
        var clean = new Redaction(redactor);
        var message = clean.Take(change.Message).ReplaceLineEndings("\n").Trim();
        var patch = change.Patch is null ? null : clean.Take(change.Patch);
        var shown = change with { Message = message, Patch = patch };
        var (title, rest) = message.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? (message[..end], message[end..].Trim()) : (message, "");
        var body = new ChangeBody
        {
            Key = session.Id.Value,
            Revision = change.Revision,
            Title = ShortText.Of(title, MaxTitle),
            Message = rest.Length == 0 ? null : ShortText.Of(rest, MaxText),
            At = change.At,
            Paths = [.. change.Paths.Take(MaxPaths).Select(path => clean.Take(FindingBounds.Line(path, MaxPath)))],
            Patch = code == CodeShown.Patch && patch is { Length: <= MaxPatch } ? patch : null,
            Sketch = code != CodeShown.None && FindSketcher(project) is { } sketcher ? SketchBody.Of(sketcher.Sketch(shown)) : null,
            Origin = change.Origin,
        };
        return new RedactedDraft(Fitting(body, session.Id.Value), session.Id.Value, clean.Count);
    }

    /// <summary>Leaves out of a change what a record has no room for: the diff first, then where in its files it changes something, then the end of the text.</summary>
    private static LedgerDraft Fitting(ChangeBody body, string session)
    {
        foreach (var less in new Func<ChangeBody, ChangeBody>[] { static whole => whole, static whole => whole with { Patch = null }, static whole => whole with { Patch = null, Sketch = whole.Sketch is null ? null : whole.Sketch with { Files = null } } })
        {
            if (LedgerBody.Draft(LedgerKinds.Change, less(body), LedgerBodiesJson.Default.ChangeBody, session) is { Body.Length: <= MaxBody } draft)
            {
                return draft;
            }
        }

        return LedgerBody.Draft(LedgerKinds.Change, body with { Patch = null, Message = null, Paths = [.. (body.Paths ?? []).Take(MaxPathsInLittle)], Sketch = body.Sketch is null ? null : body.Sketch with { Files = null } }, LedgerBodiesJson.Default.ChangeBody, session);
    }

    private IChangeSketcher? FindSketcher(Project project) =>
        project.Options.Convergence.Detectors.Select(name => context.Sessions.Plugins.Find<IChangeSketcher>(Slot.Convergence, name)).FirstOrDefault(static sketcher => sketcher is not null);

    private void AddFindings(Project project, List<RedactedDraft> records, List<LeftOutRecord> leftOut)
    {
        var options = project.Options.Convergence.Publish;
        foreach (var state in context.Findings.Of(project.Id).OrderBy(static state => state.FoundAt).ThenBy(static state => state.Id, StringComparer.Ordinal))
        {
            if (state is { Proposed: not null, PatternRecord: null })
            {
                Add(options.Patterns, LedgerKinds.Pattern, state, "The project publishes no patterns (Convergence:Publish:Patterns).", () => drafts.PatternOf(state));
            }

            if (state is { Decided: { } decided, DecisionRecord: null })
            {
                Add(options.Decisions, decided.IsAccepted ? LedgerKinds.Adopt : LedgerKinds.Decline, state, "The project publishes no decisions (Convergence:Publish:Decisions).", () => drafts.DecisionOf(state));
            }
        }

        void Add(bool isOn, string kind, FindingState state, string reason, Func<RedactedDraft?> make)
        {
            if (!isOn)
            {
                leftOut.Add(new LeftOutRecord(kind, state.Id, reason));
            }
            else if (make() is { } draft)
            {
                records.Add(draft);
            }
            else
            {
                leftOut.Add(new LeftOutRecord(kind, state.Id, "No ledger proposes it yet, so that there is nothing that it could refer to."));
            }
        }
    }

    /// <summary>Tells what was read of each peer, where more was read than was told. Readings themselves are not: two forks would tell each other of them for ever.</summary>
    private void AddObservations(Project project, List<RedactedDraft> records)
    {
        if (!project.Options.Convergence.Publish.IsOn || context.Book.KeyOf(project.Id) is not { } key)
        {
            return;
        }

        var view = context.Book.View(project.Id);
        foreach (var fork in context.PeersOf(project.Id).Select(static peer => peer.ForkId).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var newest = new[] { LedgerKinds.Report, LedgerKinds.Change, LedgerKinds.Pattern }.SelectMany(kind => view.Standing(fork, kind)).Select(static entry => entry.Clock).DefaultIfEmpty().Max();
            var told = view.Standing(key.ForkId, LedgerKinds.Observe).Select(static entry => LedgerBody.Read(entry, LedgerBodiesJson.Default.ObserveBody)).Where(body => body?.Publisher == fork).Select(static body => body!.Clock ?? 0).DefaultIfEmpty().Max();
            if (newest > told)
            {
                records.Add(new RedactedDraft(LedgerBody.Draft(LedgerKinds.Observe, new ObserveBody { Key = fork, Publisher = fork, Clock = newest }, LedgerBodiesJson.Default.ObserveBody), fork, Redactions: 0));
            }
        }
    }
}
