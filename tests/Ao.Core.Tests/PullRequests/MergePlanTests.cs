using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Core.Tests.PullRequests;

/// <summary>Merge plans through the engine, over fake plugins.</summary>
public sealed class MergePlanTests : IDisposable
{
    private readonly World _world = new();

    public MergePlanTests()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Scm.Revision = static session => $"head-{session.Number}";
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Plan_ThreeWithDependencies_IsShownAndMergedInItsOrder()
    {
        _world.Scm.Paths = static session => session.Number is 2 or 3 ? ["src/cart.cs"] : [];
        _world.Scm.Contains = static (contained, container) => (contained, container) == ("head-3", "head-1");
        await using var engine = await Engine.StartAsync(_world);
        using var over = Approving(engine);
        var sessions = await ProposeAsync(engine, 3);

        var plan = await engine.Orchestrator.PullRequests.PlanMergeAsync(sessions, Token);
        var results = await engine.Orchestrator.PullRequests.MergeAsync(plan, Token).ToListAsync(Token);

        Assert.Equal([2, 3, 1], plan.Steps.Select(static step => step.Session.Number));
        Assert.Equal(
            """
            Merge plan, 3 pull requests:
              1. #2 shop-2 at head-2: Do 2.
              2. #3 shop-3 at head-3: Do 3.
                 behind #2: both change src/cart.cs, and the other is older
              3. #1 shop-1 at head-1: Do 1.
                 behind #3: it is built on the head of shop-3
            """.ReplaceLineEndings("\n"),
            plan.ToText());
        Assert.All(results, static result => Assert.Equal((MergePlanOutcome.Merged, "merged"), (result.Outcome, result.MergeRevision)));
        Assert.Equal(plan.Steps, results.Select(static result => result.Step));

        // Run again, it changes nothing.
        Assert.All(await engine.Orchestrator.PullRequests.MergeAsync(plan, Token).ToListAsync(Token), static result => Assert.Equal(MergePlanOutcome.Merged, result.Outcome));
        Assert.Empty((await engine.Orchestrator.PullRequests.PlanMergeAsync(sessions, Token)).Steps);
    }

    [Fact]
    public async Task Merge_OneIsNotMerged_WhatDependsOnItIsSkipped_TheOthersGoOn()
    {
        _world.Scm.Contains = static (contained, container) => (contained, container) == ("head-1", "head-2");
        _world.Scm.Checks = static pullRequest => new CheckReport(pullRequest.HeadRevision, [new Check { Name = "build", State = pullRequest.Number == 1 ? CheckState.Failed : CheckState.Passed }]);
        await using var engine = await Engine.StartAsync(_world);
        using var over = Approving(engine);
        var sessions = await ProposeAsync(engine, 3);

        var plan = await engine.Orchestrator.PullRequests.PlanMergeAsync(sessions, Token);
        var results = await engine.Orchestrator.PullRequests.MergeAsync(plan, Token).ToListAsync(Token);

        Assert.Equal("Its checks are not passed: build (Failed).", Assert.Single(plan.Steps[0].Obstacles));
        Assert.Equal([MergePlanOutcome.NotMerged, MergePlanOutcome.Skipped, MergePlanOutcome.Merged], results.Select(static result => result.Outcome));
        Assert.Equal("It comes behind session 'shop-1', whose change was not merged: it is built on the head of shop-1.", results[1].Reason);
    }

    [Fact]
    public async Task Merge_AHeadHasMoved_NothingIsMergedAndItSaysSo()
    {
        await using var engine = await Engine.StartAsync(_world);
        using var over = Approving(engine);
        var sessions = await ProposeAsync(engine, 2);
        var plan = await engine.Orchestrator.PullRequests.PlanMergeAsync(sessions, Token);
        await _world.Scm.UpdatePullRequestAsync(new PullRequestUpdate { Key = new OperationKey("x"), Source = null!, Number = 2, PushTarget = "", HeadBranch = "", Revision = "other" }, Token);

        var results = await engine.Orchestrator.PullRequests.MergeAsync(plan, Token).ToListAsync(Token);

        Assert.Equal([MergePlanOutcome.Skipped, MergePlanOutcome.Moved], results.Select(static result => result.Outcome));
        Assert.Equal("Its head was head-2 when the plan was made and is other now. Make the plan anew.", results[1].Reason);
        Assert.All(_world.Scm.PullRequests, static pullRequest => Assert.Equal(PullRequestState.Open, pullRequest.State));
    }

    [Fact]
    public async Task Plan_DependencyOutsideThePlan_IsInTheWay()
    {
        await using var engine = await Engine.StartAsync(_world);
        using var over = Approving(engine);
        var sessions = await ProposeAsync(engine, 2, dependsOn: [States.Id]);

        var plan = await engine.Orchestrator.PullRequests.PlanMergeAsync([sessions[1]], Token);

        Assert.Equal("It depends on session 'shop-1', whose change is not merged and not in this plan.", Assert.Single(Assert.Single(plan.Steps).Obstacles));

        // Nobody approves from here on: the next session stays without a pull request.
        await over.CancelAsync();
        var later = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Later." }, Token);
        var refused = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.PullRequests.PlanMergeAsync([later.Id], Token));
        Assert.Contains("has no pull request", refused.Message, StringComparison.Ordinal);
    }

    private static CancellationTokenSource Approving(Engine engine)
    {
        var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _ = engine.ApproveEverythingAsync(approving.Token);
        return approving;
    }

    /// <summary>Has sessions propose their changes, one after the other; all but the first depend on what is told.</summary>
    private static async Task<IReadOnlyList<SessionId>> ProposeAsync(Engine engine, int count, IReadOnlyList<SessionId>? dependsOn = null)
    {
        var sessions = new List<SessionId>();
        for (var number = 1; number <= count; number++)
        {
            var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = $"Do {number}.", DependsOn = number == 1 ? [] : dependsOn ?? [] }, Token);
            await engine.WaitAsync(session.Id, static proposed => proposed.PullRequest is { State: ProposalState.Open });
            sessions.Add(session.Id);
        }

        return sessions;
    }
}
