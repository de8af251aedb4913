using System.Collections.Concurrent;
using System.Globalization;
using Ao.Reactions;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Reactions;

/// <summary>The host is killed with kill -9 at every fact that a reaction to a red check writes; whoever goes on tells the session once, escalates once, and counts right.</summary>
[Collection("Kills")]
public sealed class ReactionKillTests(ITestOutputHelper output) : IDisposable
{
    /// <summary>The facts in their order: red, told, changed, red in another way with the budget used up, escalated. What is raised and sent stands in the same append as the facts here.</summary>
    private static readonly string[] s_stages =
    [
        "session.pull-request-opened",
        "pull-request.observed",
        "reaction.begun",
        "reaction.compared",
        "reaction.rerun-asked",
        "reaction.attributed",
        "reaction.sent",
        "session.launch-intended",
        "session.pull-request-updated",
        "reaction.escalated",
    ];

    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Each run dies at every fact once, one host after the other: each begins where the last one was killed.</summary>
    [Fact]
    public async Task Killed_AtEveryFact_TenTimesEach_ToldOnceAndEscalatedOnce()
    {
        var runs = int.TryParse(Environment.GetEnvironmentVariable("AO_KILL_RUNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 10;
        var deaths = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);

        // Each run is a world of its own. Starting hosts is what takes the time, and one does not keep a machine busy.
        await Parallel.ForAsync(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = Token }, async (run, _) =>
        {
            var shop = new GreetingShop(Directory.CreateDirectory(_folder.Combine(string.Create(CultureInfo.InvariantCulture, $"run{run}"))).FullName);
            await shop.MakeRepositoryAsync();
            foreach (var stage in s_stages)
            {
                if (await ReactionHost.DieAtAsync(shop, stage))
                {
                    deaths.AddOrUpdate(stage, 1, static (_, count) => count + 1);
                }
            }

            await AssertOnceAsync(shop);
        });

        foreach (var stage in s_stages)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{stage}: {deaths.GetValueOrDefault(stage)} of {runs} hosts died there"));
        }

        Assert.All(s_stages, stage => Assert.Equal(runs, deaths.GetValueOrDefault(stage)));
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AssertOnceAsync(GreetingShop shop)
    {
        var facts = new FactWatch();
        using var host = shop.NewHost(facts);
        await host.StartAsync(Token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        var session = await ReactionHost.FinishAsync(orchestrator, facts, Token);
        await orchestrator.PullRequests.LookAsync(GreetingShop.Project, Token);

        var message = Assert.Single(session.Messages);
        Assert.Contains("error: the greeting is 'first'", message.Text, StringComparison.Ordinal);
        var reaction = GreetingShop.CiFailed(orchestrator, session.Id)!;
        Assert.Equal((ReactionStatus.Escalated, 1, 1), (reaction.Status, reaction.Attempts, reaction.Retries));
        var notice = Assert.Single(orchestrator.Notices.List(openOnly: false), static notice => notice.Topic == "reaction.escalated");
        Assert.Equal((true, session.Id), (notice.IsOpen, notice.Session));
        Assert.Single(orchestrator.List());
        Assert.Empty(orchestrator.Effects.ListUnsettled());
        await host.StopAsync(Token);
    }
}
