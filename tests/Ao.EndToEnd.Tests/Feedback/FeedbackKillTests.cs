using System.Collections.Concurrent;
using System.Globalization;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Sessions;
using Ao.TestSupport;
using Ao.Trackers;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Feedback;

/// <summary>The host is killed with kill -9 at every stage that a report's way has in the journal; whoever goes on makes one issue, one session and one pull request.</summary>
[Collection("Kills")]
public sealed class FeedbackKillTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>Every fact about reports that this way has, and those of the effects and the session that it goes over.</summary>
    private static readonly string[] s_stages =
    [
        "session.report-filed",
        "report.captured",
        "report.routed",
        "consent.requested",
        "consent.answered",
        "effect.intended",
        "effect.succeeded",
        "report.issue-resolved",
        "report.planned",
        "report.severity-corrected",
        "report.issue-labelled",
        "session.spawn-keyed",
        "report.session-started",
        "session.verified",
        "session.pull-request-opened",
        "report.pull-request-noted",
        "report.written-back",
        "session.pull-request-merged",
    ];

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each run dies at every stage once, one host after the other: each begins where the last one was killed.</summary>
    [Fact]
    public async Task Killed_AtEveryStage_TenTimesEach_OneOfEverything()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("AO_KILL_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 10;
        var deaths = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        // Each run is a world of its own. Starting hosts is what takes the time, and one does not keep a machine busy.
        await Parallel.ForAsync(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Token }, async (run, _) =>
        {
            var shop = new DashboardShop(Directory.CreateDirectory(_folder.Combine(string.Create(CultureInfo.InvariantCulture, $"run{run}"))).FullName);
            await shop.MakeRepositoryAsync();
            foreach (var stage in s_stages)
            {
                if (await FeedbackHost.DieAtAsync(shop, stage))
                {
                    deaths.AddOrUpdate(stage, 1, static (_, count) => count + 1);
                }
            }

            await AssertOneOfEverythingAsync(shop);
        });

        foreach (var stage in s_stages)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: {deaths.GetValueOrDefault(stage)} of {runs} hosts died there"));
        }

        Assert.All(s_stages, stage => Assert.Equal(runs, deaths.GetValueOrDefault(stage)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertOneOfEverythingAsync(DashboardShop shop)
    {
        using var host = shop.NewHost(FeedbackMode.Scm);
        await host.StartAsync(Token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var report = await FeedbackHost.FinishAsync(orchestrator, Token);

        Assert.Equal(report.Id, Assert.Single(orchestrator.Reports.List()).Id);
        var issue = Assert.Single(await orchestrator.Issues.ListAsync(ProjectId.Parse(DashboardShop.Name), new IssueQuery { IncludeClosed = true }, Token).ToListAsync(Token));
        Assert.Equal((report.Issue!.Id, false, 2), (issue.Id, issue.IsOpen, issue.Comments.Count));
        Assert.Equal(2, orchestrator.List().Count);
        var mending = orchestrator.Get(report.Session!.Value);
        Assert.Equal((ProposalState.Merged, 1), (mending.PullRequest!.State, mending.PullRequest.Number));
        Assert.Empty(orchestrator.Effects.ListUnsettled());

        // The forge itself has one pull request, whatever the journal says.
        var control = Directory.GetDirectories(Path.Combine(shop.Data, "plugins", "git", "projects", DashboardShop.Name), "control.git")[0];
        var pulls = await Git.RunAsync(control, "for-each-ref", "--format=%(refname)", "refs/ao/pulls/*/meta");
        Assert.Single(pulls.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await host.StopAsync(Token);
    }
}
