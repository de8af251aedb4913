using Ao.PullRequests;
using Ao.Reviews;
using Ao.Sessions;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Reviews;

/// <summary>Reviews and merge plans over real parts: the local forge, and programs as authors and reviewers.</summary>
public sealed class ReviewLoopTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Blocker_GoesBackToTheAuthor_IsResolved_BothTiersPass_AndItIsMerged() => RunAsync(async (orchestrator, shop) =>
    {
        var author = await StoreShop.SpawnAsync(orchestrator, "Make a store.");

        var review = await StoreShop.WaitAsync(orchestrator, author.Id, ReviewProgress.Passed);

        Assert.Equal(["first-pass Blocked", "first-pass Passed", "deep Passed"], review.Rounds.Select(static round => $"{round.Tier} {round.State}"));
        Assert.NotEqual(review.Rounds[0].Revision, review.Rounds[1].Revision);
        var finding = Assert.Single(review.Findings);
        Assert.Equal((FindingState.Resolved, "store.sh", 2, "data"), (finding.State, finding.Path, finding.Line, finding.Category));
        Assert.Contains("What is stored is lost", Assert.Single(orchestrator.Get(author.Id).Messages).Text, StringComparison.Ordinal);

        var merged = await orchestrator.PullRequests.MergeAsync(author.Id, Token);
        Assert.True(merged.Merged, merged.Reason);
        Assert.Contains("sync", await File.ReadAllTextAsync(Path.Combine(shop.Repository, "store.sh"), Token), StringComparison.Ordinal);
        Show(review);
    });

    [Fact]
    public Task Blocker_TheAuthorDoesNotResolve_EscalatesOnce_AndIsNotMerged() => RunAsync(async (orchestrator, _) =>
    {
        var author = await StoreShop.SpawnAsync(orchestrator, "Make a store, and be stubborn.");

        var review = await StoreShop.WaitAsync(orchestrator, author.Id, ReviewProgress.Stalled);

        var notice = Assert.Single(orchestrator.Notices.List(), static notice => notice.Topic == "review.stalled");
        Assert.Contains("did not become less: 1, 1 findings", notice.Body, StringComparison.Ordinal);
        Assert.Contains("What is stored is lost", notice.Body, StringComparison.Ordinal);
        var refused = await orchestrator.PullRequests.MergeAsync(author.Id, Token);
        Assert.False(refused.Merged);
        Assert.Contains("tier 'first-pass' has 1 open findings; tier 'deep' has not read it", refused.Reason, StringComparison.Ordinal);
        Assert.Single(orchestrator.Get(author.Id).Messages);
        Show(review);
    });

    [Fact]
    public Task ThreePullRequests_WithDependencies_AreMergedInThePlannedOrder() => RunAsync(async (orchestrator, shop) =>
    {
        var first = await StoreShop.SpawnAsync(orchestrator, "Write file one.");
        var second = await StoreShop.SpawnAsync(orchestrator, "Write file two.", first.Id);
        var third = await StoreShop.SpawnAsync(orchestrator, "Write file three.", second.Id);
        SessionId[] sessions = [third.Id, first.Id, second.Id];
        foreach (var session in sessions)
        {
            await StoreShop.WaitAsync(orchestrator, session, ReviewProgress.Passed);
        }

        var plan = await orchestrator.PullRequests.PlanMergeAsync(sessions, Token);
        output.WriteLine(plan.ToText());
        Assert.Equal([first.Id, second.Id, third.Id], plan.Steps.Select(static step => step.Session));
        Assert.All(plan.Steps, static step => Assert.Empty(step.Obstacles));
        var results = await orchestrator.PullRequests.MergeAsync(plan, Token).ToListAsync(Token);

        Assert.All(results, static result => Assert.True(result.Outcome == MergePlanOutcome.Merged, result.Reason));
        var history = (await Git.RunAsync(shop.Repository, "rev-list", "--first-parent", "--reverse", "main")).Split('\n');
        Assert.Equal(results.Select(static result => result.MergeRevision), history.Skip(1));
        Assert.All(new[] { "one", "two", "three" }, name => Assert.True(File.Exists(Path.Combine(shop.Repository, $"{name}.txt")), name));
    });

    private async Task RunAsync(Func<IOrchestrator, StoreShop, Task> testAsync)
    {
        var shop = new StoreShop(_folder.Path);
        await shop.MakeRepositoryAsync();
        using var host = shop.NewHost();
        await host.StartAsync(Token);
        var orchestrator = host.Services.GetRequiredService<IOrchestrator>();
        using var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approvals = Approvals.ApproveAsync(orchestrator, approving.Token);
        await testAsync(orchestrator, shop);
        await approving.CancelAsync();
        await approvals;
        await host.StopAsync(Token);
    }

    private void Show(SessionReview review)
    {
        foreach (var round in review.Rounds)
        {
            output.WriteLine($"{round.Number} {round.Tier} {round.Revision[..12]} {round.Reviewer}: {round.State} {round.Reason}");
        }
    }
}
