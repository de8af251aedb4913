using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using Ao.Trackers;

namespace Ao.Core.Tests.Reports;

/// <summary>The host dies at each step of a report's way, before and after each append and each call of a plugin; the next one brings it to the same end, with one of everything.</summary>
/// <remarks>The end-to-end tests do the same with real parts and kill -9, at each stage.</remarks>
public sealed class FeedbackCrashTests(ITestOutputHelper output)
{
    /// <summary>How long an end may take before it counts as stuck. It takes milliseconds; a machine that is busy is given its time.</summary>
    private static readonly TimeSpan s_stuck = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Report_HostDiesAtEachStep_OneIssueOneSessionOnePullRequest()
    {
        var steps = await LiveAsync(dieAt: 0);
        Assert.True(steps > 40, $"only {steps} steps on a report's way");
        for (var dieAt = 1; dieAt <= steps; dieAt++)
        {
            await LiveAsync(dieAt);
        }

        output.WriteLine($"A host died at each of {steps} steps.");
    }

    private static async Task<int> LiveAsync(int dieAt)
    {
        using var world = new World();
        world.Project.Tracker = "tracker";
        world.Named["tracker"] = new KeyedTracker(world.Tracker);
        world.Project.Feedback.Mode = FeedbackMode.Scm;
        world.Project.Feedback.StartSessions = true;
        world.Project.PullRequests.ChecksRequired = false;
        world.VerifyWith("true");
        world.Runtime.OnStart = static process => process.Say("mended").Exit(0);
        using var stuck = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        stuck.CancelAfter(s_stuck);
        if (dieAt > 0)
        {
            await (await Engine.StartAsync(world)).DisposeAsync();
            await using var dying = await Engine.StartAsync(world, dieAt: dieAt);
            using var death = CancellationTokenSource.CreateLinkedTokenSource(stuck.Token);
            var life = BringToItsEndAsync(dying, death.Token);
            await Task.WhenAny(dying.Life.Died, life);
            await death.CancelAsync();
            await life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await using var engine = await Engine.StartAsync(world);
        try
        {
            await BringToItsEndAsync(engine, stuck.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Stuck after a death at step {dieAt}: {string.Join("; ", engine.Orchestrator.Reports.List().Select(static report => $"{report.Progress} {report.Plan} {report.Hindrance} after {report.Steps[^1].What}"))}; {string.Join("; ", engine.Orchestrator.List().Select(static session => $"{session.Id} {session.Status} {session.Reason}"))}");
        }

        Assert.Single(engine.Orchestrator.Reports.List());
        var issue = Assert.Single(world.Tracker.Issues).Value;
        Assert.Equal((2, false), (issue.Comments.Count, issue.IsOpen));
        Assert.Single(engine.Orchestrator.List());
        Assert.Equal(ProposalState.Merged, engine.Orchestrator.List()[0].PullRequest!.State);
        Assert.Single(world.Scm.PullRequests);
        return engine.Life.Steps;
    }

    private static async Task BringToItsEndAsync(Engine engine, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var filing = new ReportFiling
        {
            Project = ProjectId.Parse("shop"),
            By = new Operator("ann", "test"),
            Report = new Report { Type = ReportType.BugReport, Title = "The dashboard crashes when a cart is empty", Severity = ReportSeverity.High, Confidence = 0.9 },
            Key = new OperationKey("intent"),
        };
        var id = (await engine.Orchestrator.Reports.FileAsync(filing, cancellationToken)).Id;
        await foreach (var report in engine.Orchestrator.Reports.WatchAsync(cancellationToken))
        {
            if (report.Id != id)
            {
                continue;
            }

            if (report.Progress == ReportProgress.Merged)
            {
                break;
            }

            if (report.PullRequest is not null && engine.Orchestrator.Get(report.Session!.Value).PullRequest!.State == ProposalState.Open)
            {
                Assert.True((await engine.Orchestrator.PullRequests.MergeAsync(report.Session.Value, cancellationToken)).Merged);
            }
        }

        await over.CancelAsync();
        await approving;
    }

    /// <summary>A tracker that promises to act once for each key, as those that ship do.</summary>
    private sealed class KeyedTracker(FakeTracker tracker) : ITracker, IOncePerKey
    {
        private readonly HashSet<OperationKey> _updates = [];

        public bool ActsOncePerKey => true;

        public ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default) => tracker.GetAsync(source, id, cancellationToken);

        public IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, CancellationToken cancellationToken = default) => tracker.ListAsync(source, query, cancellationToken);

        public ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default) => tracker.FindAsync(source, key, cancellationToken);

        public ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default) =>
            tracker.Issues.TryGetValue(request.Key, out var made) ? ValueTask.FromResult(made) : tracker.CreateAsync(request, cancellationToken);

        public async ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default) =>
            _updates.Add(update.Key) ? await tracker.UpdateAsync(update, cancellationToken) : (await tracker.GetAsync(update.Source, update.Id, cancellationToken))!;
    }
}
