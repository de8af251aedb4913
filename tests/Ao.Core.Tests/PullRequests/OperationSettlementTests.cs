using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.PullRequests;

/// <summary>What becomes of pull requests of which it is not known whether they were opened or merged.</summary>
public sealed class OperationSettlementTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly World _world = new();

    public OperationSettlementTests()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        _world.Scm.ActsOncePerKey = false;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Merge_HostDiesBeforeItIsRecorded_NextHostFindsIt()
    {
        SessionId id;
        await using (var dying = await Engine.StartAsync(_world))
        {
            id = await ProposeAsync(dying);
            _world.Scm.LosesReply = what =>
            {
                dying.Journal.CrashAt = 1;
                return what == "merge";
            };
            await Assert.ThrowsAnyAsync<AoException>(() => dying.Orchestrator.PullRequests.MergeAsync(id, Token));
        }

        _world.Scm.LosesReply = static _ => false;
        await using var next = await Engine.StartAsync(_world);

        var merged = await next.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Merged });
        Assert.Equal("merged", merged.PullRequest!.MergeRevision);
        Assert.Empty(next.Orchestrator.Effects.ListUnsettled());
    }

    [Fact]
    public async Task Merge_WaitsInTheQueue_IsNoMerge_AndCanBePutThereAgain()
    {
        _world.Reacts = true;
        await using var engine = await Engine.StartAsync(_world);
        var id = await ProposeAsync(engine);
        _world.Scm.QueuesMerges = true;

        var queued = await engine.Orchestrator.PullRequests.MergeAsync(id, Token);
        Assert.Equal((false, true, ProposalState.Open), (queued.Merged, queued.IsQueued, engine.Orchestrator.Get(id).PullRequest!.State));

        // The queue has put it out again: somebody wants it merged all the same.
        Assert.True((await engine.Orchestrator.PullRequests.MergeAsync(id, Token)).IsQueued);
        Assert.Equal(2, _world.Scm.Enqueued);

        _world.Scm.MergeElsewhere(queued.PullRequest.Number);
        await engine.Orchestrator.PullRequests.LookAsync(new ProjectId("shop"), Token);
        await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Merged });
    }

    [Fact]
    public async Task Propose_CallLost_IsUnknownUntilAPersonDeclaresItNotDone()
    {
        var lost = true;
        _world.Scm.Fault = what => what == "open-pull-request" && lost ? new OutcomeUnknownException("The client timed out.") : null;
        await using var engine = await Engine.StartAsync(_world);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;

        var unknown = await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Unknown });
        var effect = Assert.Single(engine.Orchestrator.Effects.ListUnsettled());
        Assert.Equal((unknown.PullRequest!.Operation, EffectKind.OpenPullRequest, "main"), (effect.Operation, effect.Kind, effect.Parameters["baseBranch"]));
        Assert.Equal(EffectStatus.Unknown, await engine.Orchestrator.Effects.ReadBackAsync(effect.Operation, Token));
        lost = false;
        await engine.Orchestrator.Effects.DeclareAsync(effect.Operation, happened: false, s_ada, "I looked.", Token);
        await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Open });
        await over.CancelAsync();
        await approving;

        Assert.Single(_world.Scm.PullRequests);
        Assert.Equal(2, engine.Orchestrator.Consents.List(pendingOnly: false).Count(static consent => consent.State == ConsentState.Used));
        Assert.True((await engine.Orchestrator.Audit.VerifyAsync(Token)).IsIntact);
    }

    [Fact]
    public async Task Report_ArrivesAfterItWasGivenUp_IsSubmittedOnceItIsReadBack()
    {
        _world.Project.Reporter = "reporter";
        _world.Reporter.IsLate = true;
        _world.Runtime.OnStart = static process => process.Say("report It breaks").Exit(0);
        await using var engine = await Engine.StartAsync(_world);
        var id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;
        await engine.WaitAsync(id, static session => session.Reports is [{ Problem: not null }]);

        _world.Reporter.Arrive();
        var operation = Assert.Single(engine.Orchestrator.Effects.ListUnsettled()).Operation;
        var status = await engine.Orchestrator.Effects.ReadBackAsync(operation, Token);
        var session = await engine.WaitAsync(id, static session => session.Reports is [{ Receipt: not null }]);

        Assert.Equal(EffectStatus.Succeeded, status);
        Assert.Null(Assert.Single(session.Reports).Problem);
    }

    [Fact]
    public async Task Propose_StrangersPullRequestUnderTheSameSession_IsNotTaken()
    {
        using var other = new World();
        other.Runtime.OnStart = static process => process.Exit(0);
        await using var theirs = await Engine.StartAsync(other);
        await using var ours = await Engine.StartAsync(_world);

        await ProposeAsync(theirs);
        await ProposeAsync(ours);

        var (one, two) = (Assert.Single(other.Scm.Keys), Assert.Single(_world.Scm.Keys));
        Assert.NotEqual(one, two);
        Assert.EndsWith("/shop-1/pull-request", one.Value, StringComparison.Ordinal);
        Assert.EndsWith("/shop-1/pull-request", two.Value, StringComparison.Ordinal);
        Assert.NotEqual(Assert.Single(other.Scm.PullRequests).HeadBranch, Assert.Single(_world.Scm.PullRequests).HeadBranch);
    }

    [Fact]
    public async Task Merge_NoCheckHasReported_IsNotMerged()
    {
        _world.Scm.Checks = static pullRequest => new CheckReport(pullRequest.HeadRevision, []);
        await using var engine = await Engine.StartAsync(_world);
        var id = await ProposeAsync(engine);

        var refused = await engine.Orchestrator.PullRequests.MergeAsync(id, Token);
        _world.Project.PullRequests.ChecksRequired = false;
        var merged = await engine.Orchestrator.PullRequests.MergeAsync(id, Token);

        Assert.Contains("No check has reported", refused.Reason, StringComparison.Ordinal);
        Assert.True(merged.Merged, merged.Reason);
    }

    [Fact]
    public async Task AddReviewAsync_SameIntentTwice_AddsOne()
    {
        await using var engine = await Engine.StartAsync(_world);
        var id = await ProposeAsync(engine);
        var draft = new ReviewDraft { Key = new OperationKey("first-pass"), Author = "bot", Verdict = ReviewVerdict.Approve, Revision = "r" };

        var review = await engine.Orchestrator.PullRequests.AddReviewAsync(id, draft, Token);
        var again = await engine.Orchestrator.PullRequests.AddReviewAsync(id, draft, Token);

        Assert.Equal(review, again);
        Assert.Single(await _world.Scm.ListReviewsAsync(null!, 1, Token));
    }

    private static async Task<SessionId> ProposeAsync(Engine engine)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var approving = engine.ApproveEverythingAsync(over.Token);
        var id = (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;
        await engine.WaitAsync(id, static session => session.PullRequest is { State: ProposalState.Open });
        await over.CancelAsync();
        await approving;
        return id;
    }
}
