using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Scm;
using Ao.Sessions;
using Ao.Trackers;

namespace Ao.Core.Tests.Reports;

/// <summary>Reports on their way through the engine, over fake plugins.</summary>
public sealed class FeedbackTests : IDisposable
{
    private static readonly Operator s_ann = new("ann", "test");
    private readonly World _world = new();

    public FeedbackTests()
    {
        _world.Project.Tracker = "tracker";
        _world.Project.Gates = [EffectKind.SpawnSession];
        _world.Project.Feedback.Mode = FeedbackMode.Scm;
        _world.Project.Feedback.StartSessions = true;
        _world.Project.PullRequests.ChecksRequired = false;
        _world.VerifyWith("true");
        _world.Runtime.OnStart = static process => process.Say("mended").Exit(0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_GoesItsWholeWay_AndTheIssueTellsOfIt()
    {
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);

        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var open = await WaitAsync(engine, filed.Id, static report => report.PullRequest is not null && report.Steps.Any(static step => step.What == "report.written-back"));
        await engine.Orchestrator.PullRequests.MergeAsync(open.Session!.Value, Token);
        var merged = await WaitAsync(engine, filed.Id, static report => report.Progress == ReportProgress.Merged);

        var issue = Assert.Single(_world.Tracker.Issues).Value;
        Assert.False(issue.IsOpen);
        Assert.Equal("The dashboard crashes when a cart is empty", issue.Title);
        Assert.Equal(["bug_report", "severity:high", "component:dashboard"], issue.Labels);
        Assert.Contains($"<!-- ao:dedupe-key:{filed.ContentKey} -->", issue.Body, StringComparison.Ordinal);
        Assert.Equal(2, issue.Comments.Count);
        Assert.Contains("proposes pull request 1", issue.Comments[0].Text, StringComparison.Ordinal);
        Assert.Contains("is merged", issue.Comments[1].Text, StringComparison.Ordinal);
        Assert.Equal(issue.Id, engine.Orchestrator.Get(merged.Session!.Value).Issue!.Id);
        Assert.Contains($"Resolves issue {issue.Id}", Assert.Single(_world.Scm.PullRequests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ComesBackAfterItsMerge_GoesItsOwnWay()
    {
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var first = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var open = await WaitAsync(engine, first.Id, static report => report.PullRequest is not null);
        await engine.Orchestrator.PullRequests.MergeAsync(open.Session!.Value, Token);
        await WaitAsync(engine, first.Id, static report => report.Progress == ReportProgress.Merged);

        var again = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var own = await WaitAsync(engine, again.Id, static report => report.Session is not null);

        Assert.Null(own.Link);
        Assert.NotEqual(open.Session, own.Session);
    }

    [Fact]
    public async Task UpstreamsProblem_IsMergedInTheFork_UpstreamsIssueStaysOpen()
    {
        _world.Project.Feedback.Upstream = "/src/upstream";
        _world.Project.Feedback.CoreComponents = ["dashboard"];
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var open = await WaitAsync(engine, filed.Id, static report => report.PullRequest is not null);
        await engine.Orchestrator.PullRequests.MergeAsync(open.Session!.Value, Token);
        await WaitAsync(engine, filed.Id, static report => report.Progress == ReportProgress.Merged);

        Assert.Equal((ReportTarget.Upstream, "/src/upstream"), (open.Route!.Target, open.Route.Location));
        var issue = Assert.Single(_world.Tracker.Issues).Value;
        Assert.True(issue.IsOpen);
        Assert.Contains("upstream can take it from", issue.Comments[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tracker_RefusesForGood_HaltsAndSaysWhy()
    {
        _world.Named["tracker"] = new RefusingTracker();
        await using var engine = await Engine.StartAsync(_world);

        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var halted = await WaitAsync(engine, filed.Id, static report => report.Hindrance is not null);

        Assert.Contains("There is no such place.", halted.Hindrance, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameReport_FromThirtySessionsAtOnce_IsOneProblemWithOneIssue()
    {
        _world.Project.Feedback.StartSessions = false;
        _world.Options.Admission.MaxSessions = 30;
        _world.Runtime.OnStart = static process => process.Say("report The dashboard crashes when a cart is empty");
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);

        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Work." }, Token)));
        var reports = await WaitAllAsync(engine, static reports => reports.Count == 30 && reports.All(static report => report.Issue is not null || report.Steps.Any(static step => step.What == "report.mentioned")));

        Assert.Single(_world.Tracker.Issues);
        var head = Assert.Single(reports, static report => report.Link is null);
        Assert.All(reports.Where(report => report != head), report => Assert.Equal((head.Id, ReportLinkRelation.SameReport), (report.Link!.Head, report.Link.Relation)));
        Assert.Equal(5, _world.Tracker.Issues.Single().Value.Comments.Count);
        Assert.All(engine.Orchestrator.List(), static session => Assert.NotNull(Assert.Single(session.Reports).Receipt));
    }

    [Fact]
    public async Task TenThousandReports_AreAllKept_AndTheSameOnesAreOneProblem()
    {
        const int Count = 10_000;
        const int Problems = 10;
        _world.Project.Reporter = "reporter";
        _world.Project.Feedback.Mode = FeedbackMode.Local;
        _world.Project.Feedback.StartSessions = false;
        string[] words = ["login", "invoice", "search", "export", "upload", "printer", "calendar", "backup", "login", "chart", "mail"];
        await using var engine = await Engine.StartAsync(_world);

        await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Token }, async (number, token) =>
        {
            var word = words[(number % Problems) + 1];
            await engine.Orchestrator.Reports.FileAsync(Filing($"The {word} page of the shop fails {word} requests at {number}") with { Key = new OperationKey($"report/{number}") }, token);
        });

        var reports = engine.Orchestrator.Reports.List();
        Assert.Equal(Count, reports.Count);
        var heads = reports.Where(static report => report.Link is null).Select(static report => report.Id).ToHashSet();
        Assert.True(heads.Count == Problems, string.Join('\n', reports.Where(static report => report.Link is { Relation: not ReportLinkRelation.SameReport }).Take(12).Select(static report => $"{report.Report.Title}: {report.Link!.Reason}")));
        Assert.All(reports, report => Assert.True(report.Link is null || heads.Contains(report.Link.Head)));
        foreach (var head in heads)
        {
            await WaitAsync(engine, head, static report => report.Plan is not null);
        }

        Assert.Equal(Problems, _world.Reporter.Submitted.Count);
    }

    [Fact]
    public async Task CorrectSeverity_ReplansAndTellsTheIssue()
    {
        _world.Project.Feedback.SessionSeverity = ReportSeverity.Critical;
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var planned = await WaitAsync(engine, filed.Id, static report => report.Plan is not null);
        Assert.Equal(FollowUpPlan.IssueOnly, planned.Plan);

        var corrected = await engine.Orchestrator.Reports.CorrectSeverityAsync(filed.Id, ReportSeverity.Critical, s_ann, "It blocks everybody.", Token);
        await WaitAsync(engine, filed.Id, static report => report.Session is not null);

        Assert.Equal((ReportSeverity.Critical, ReportSeverity.High, s_ann), (corrected.Severity.Value, corrected.Severity.Original, corrected.Severity.CorrectedBy));
        Assert.Contains("It blocks everybody.", corrected.Severity.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionDenied_PathBecomesShorter_AndProceedAsksAgain()
    {
        await using var engine = await Engine.StartAsync(_world);
        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");

        await AnswerAsync(engine, EffectKind.SpawnSession, ConsentDecision.Deny, "Not this week.");
        var denied = await WaitAsync(engine, filed.Id, static report => report.Hindrance is not null);
        Assert.Equal(FollowUpPlan.IssueOnly, denied.Plan);
        Assert.Contains("Not this week.", denied.Hindrance, StringComparison.Ordinal);

        await engine.Orchestrator.Reports.ProceedAsync(filed.Id, s_ann, Token);
        await AnswerAsync(engine, EffectKind.SpawnSession, ConsentDecision.Approve, null);
        await WaitAsync(engine, filed.Id, static report => report.Session is not null);
        Assert.Single(_world.Tracker.Issues);
    }

    [Fact]
    public async Task PullRequestDenied_IsNoted_AndTheSessionIsKept()
    {
        await using var engine = await Engine.StartAsync(_world);
        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");

        await AnswerAsync(engine, EffectKind.SpawnSession, ConsentDecision.Approve, null);
        await AnswerAsync(engine, EffectKind.OpenPullRequest, ConsentDecision.Deny, "Too large.");
        var denied = await WaitAsync(engine, filed.Id, static report => report.Hindrance is not null);

        Assert.Contains("Too large.", denied.Hindrance, StringComparison.Ordinal);
        Assert.NotNull(denied.Session);
        Assert.Empty(_world.Scm.PullRequests);
    }

    [Fact]
    public async Task Linked_WhileConsentIsAsked_NothingIsStarted()
    {
        await using var engine = await Engine.StartAsync(_world);
        var first = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        await PendingAsync(engine, EffectKind.SpawnSession, first.Id);
        var second = await FileAsync(engine, "Opening an empty basket takes the overview page down");
        var question = await PendingAsync(engine, EffectKind.SpawnSession, second.Id);

        var linked = await engine.Orchestrator.Reports.LinkAsync(second.Id, first.Id, s_ann, "One cause.", Token);
        await WaitAsync(engine, second.Id, static report => report.Steps.Any(static step => step.What == "report.mentioned"));
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            // What is withdrawn already is not told again: it is looked up.
            if (engine.Orchestrator.Consents.List(pendingOnly: false).Any(found => found.Id == question.Id && found.State == ConsentState.Withdrawn))
            {
                break;
            }
        }

        Assert.Equal((first.Id, ReportLinkRelation.Duplicate, s_ann), (linked.Link!.Head, linked.Link.Relation, linked.Link.By));
        await engine.Orchestrator.Consents.AnswerAsync((await PendingAsync(engine, EffectKind.SpawnSession, first.Id)).Id, ConsentDecision.Approve, s_ann, null, Token);
        await WaitAsync(engine, first.Id, static report => report.Session is not null);
        Assert.Null(engine.Orchestrator.Reports.Get(second.Id).Session);
    }

    [Fact]
    public async Task WithdrawLink_TheReportGoesItsOwnWay()
    {
        _world.Project.Feedback.StartSessions = false;
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var first = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var second = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        await WaitAsync(engine, first.Id, static report => report.Issue is not null);
        Assert.Equal(first.Id, second.Link!.Head);

        await engine.Orchestrator.Reports.WithdrawLinkAsync(second.Id, s_ann, "Another cart.", Token);
        var own = await WaitAsync(engine, second.Id, static report => report.Issue is not null && report.Plan is not null);

        Assert.Null(own.Link);
        Assert.Equal(s_ann, Assert.Single(own.Links).WithdrawnBy);
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Reports.WithdrawLinkAsync(second.Id, s_ann, cancellationToken: Token));
    }

    [Fact]
    public async Task Link_ToAMemberOrFromAHead_MakesNoChain()
    {
        _world.Project.Feedback.StartSessions = false;
        await using var engine = await Engine.StartAsync(_world);
        var reports = engine.Orchestrator.Reports;
        var first = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        var second = await FileAsync(engine, "Opening an empty basket takes the overview page down");
        var third = await FileAsync(engine, "Nothing is shown once the last item was taken out");
        var fourth = await FileAsync(engine, "Invoices round half cents in the wrong direction");

        await reports.LinkAsync(second.Id, first.Id, s_ann, cancellationToken: Token);
        var linked = await reports.LinkAsync(third.Id, second.Id, s_ann, cancellationToken: Token);

        Assert.Equal(first.Id, linked.Link!.Head);
        Assert.Contains("are linked to", (await Assert.ThrowsAsync<AoException>(() => reports.LinkAsync(first.Id, fourth.Id, s_ann, cancellationToken: Token))).Message, StringComparison.Ordinal);
        Assert.Equal(3, reports.List(new ReportQuery { Head = first.Id }).Count);
    }

    [Fact]
    public async Task Local_TrackerIsNeverTouched()
    {
        _world.Project.Reporter = "reporter";
        _world.Project.Feedback.Mode = FeedbackMode.Local;
        _world.Project.Feedback.StartSessions = false;
        await using var engine = await Engine.StartAsync(_world);

        var filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");
        await WaitAsync(engine, filed.Id, static report => report.Plan is not null);

        Assert.Single(_world.Reporter.Submitted);
        Assert.Empty(_world.Tracker.Issues);
    }

    [Fact]
    public async Task File_TheSameIntentTwice_IsOneReport()
    {
        await using var engine = await Engine.StartAsync(_world);
        var filing = Filing("The dashboard crashes when a cart is empty") with { Key = new OperationKey("mine") };

        var first = await engine.Orchestrator.Reports.FileAsync(filing, Token);
        var second = await engine.Orchestrator.Reports.FileAsync(filing, Token);

        Assert.Equal(first.Id, second.Id);
        Assert.Single(engine.Orchestrator.Reports.List());
    }

    [Fact]
    public async Task Restart_GoesOnWhereItWas_AndMakesNothingTwice()
    {
        TrackedReport filed;
        await using (var engine = await Engine.StartAsync(_world))
        {
            filed = await FileAsync(engine, "The dashboard crashes when a cart is empty");
            await PendingAsync(engine, EffectKind.SpawnSession, filed.Id);
        }

        await using var next = await Engine.StartAsync(_world);
        using var approving = Approving(next);
        await WaitAsync(next, filed.Id, static report => report.PullRequest is not null);

        Assert.Single(_world.Tracker.Issues);
        Assert.Single(next.Orchestrator.List());
        Assert.Single(_world.Scm.PullRequests);
    }

    public void Dispose() => _world.Dispose();

    private static ReportFiling Filing(string title) => new()
    {
        Project = ProjectId.Parse("shop"),
        By = s_ann,
        Report = new Report { Type = ReportType.BugReport, Title = title, Body = $"{title}.", Severity = ReportSeverity.High, Component = "dashboard", Confidence = 0.9 },
    };

    private static Task<TrackedReport> FileAsync(Engine engine, string title) => engine.Orchestrator.Reports.FileAsync(Filing(title), Token);

    private static CancellationTokenSource Approving(Engine engine)
    {
        var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _ = engine.ApproveEverythingAsync(approving.Token);
        return approving;
    }

    private static async Task<TrackedReport> WaitAsync(Engine engine, string id, Func<TrackedReport, bool> isWanted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        try
        {
            await foreach (var report in engine.Orchestrator.Reports.WatchAsync(patience.Token))
            {
                if (report.Id == id && isWanted(report))
                {
                    return report;
                }
            }
        }
        catch (OperationCanceledException) when (!Token.IsCancellationRequested)
        {
            var report = engine.Orchestrator.Reports.Get(id);
            var consents = engine.Orchestrator.Consents.List(pendingOnly: false).Select(static consent => $"{consent.State} {consent.Title}");
            Assert.Fail($"It has come to {report.Progress}, plan {report.Plan}, hindrance '{report.Hindrance}':\n{string.Join('\n', report.Steps.Select(static step => $"{step.What}: {step.Detail}"))}\n{string.Join('\n', consents)}\n{string.Join('\n', engine.Orchestrator.List().Select(static session => $"{session.Id} {session.Status} {session.Reason} {session.PullRequest}"))}");
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    private static async Task<IReadOnlyList<TrackedReport>> WaitAllAsync(Engine engine, Func<IReadOnlyList<TrackedReport>, bool> isWanted)
    {
        await foreach (var _ in engine.Orchestrator.Reports.WatchAsync(Token))
        {
            if (engine.Orchestrator.Reports.List() is var reports && isWanted(reports))
            {
                return reports;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    private static async Task<Consent> PendingAsync(Engine engine, EffectKind kind, string? report = null)
    {
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending && consent.Kind == kind && (report is null || consent.Parameters.GetValueOrDefault("report") == report))
            {
                return consent;
            }
        }

        throw new InvalidOperationException("Watching has ended.");
    }

    private static async Task AnswerAsync(Engine engine, EffectKind kind, ConsentDecision decision, string? reason) =>
        await engine.Orchestrator.Consents.AnswerAsync((await PendingAsync(engine, kind)).Id, decision, s_ann, reason, Token);

    private sealed class RefusingTracker : ITracker
    {
        public ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default) => throw Refusal();

        public IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, CancellationToken cancellationToken = default) => throw Refusal();

        public ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => throw Refusal();

        public ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default) => throw Refusal();

        public ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default) => throw Refusal();

        private static AoException Refusal() => new("There is no such place.");
    }
}
