using Ao.Claims;
using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using Ao.Trackers;

namespace Ao.Core.Tests.Claims;

/// <summary>Claims in the engine, over an scm that holds them and over one that does not.</summary>
public sealed class ClaimTests : IDisposable
{
    private static readonly ProjectId s_shop = new("shop");
    private readonly FakeClaims _claims = new();
    private readonly World _world;
    private readonly World _other;

    public ClaimTests()
    {
        _world = NewWorld(new ClaimingScm(_claims));
        _other = NewWorld(new ClaimingScm(_claims));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _world.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Claim_ScmHoldsNoClaims_TheJournalDoes()
    {
        using var world = NewWorld(new FakeScm());
        await using var engine = await Engine.StartAsync(world);
        var (first, second) = (await SpawnAsync(engine), await SpawnAsync(engine));

        var granted = await engine.Orchestrator.Claims.ClaimAsync(first, "issue/12", Token);
        var refused = await engine.Orchestrator.Claims.ClaimAsync(second, "issue/12", Token);
        await engine.Orchestrator.Claims.ReleaseAsync(second, "issue/12", Token);
        var held = Assert.Single(engine.Orchestrator.Claims.List(s_shop));
        await engine.Orchestrator.Claims.ReleaseAsync(first, "issue/12", Token);

        Assert.True(granted.IsGranted);
        Assert.False(refused.IsGranted);
        Assert.Equal(first, refused.Claim.Holder.Session);
        Assert.False(held.IsShared);
        Assert.Empty(engine.Orchestrator.Claims.List(s_shop));
    }

    [Fact]
    public async Task Claim_WhatIsNotThere_ClaimsNothing()
    {
        using var world = NewWorld(new ClaimingScm(_claims), new FakeTracker());
        world.Project.Tracker = "tracker";
        await using var engine = await Engine.StartAsync(world);
        var session = await SpawnAsync(engine);

        await Assert.ThrowsAnyAsync<Exception>(() => engine.Orchestrator.Claims.ClaimAsync(session, "pull-request/9", Token));
        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Claims.ClaimAsync(session, "issue/12", Token));
        var claimed = _claims.All.Count + engine.Orchestrator.Claims.List(s_shop).Count;
        world.Tracker.Put(new Issue { Id = "12", Title = "It is slow", CreatedAt = DateTimeOffset.UnixEpoch });
        var granted = await engine.Orchestrator.Claims.ClaimAsync(session, "issue/12", Token);

        Assert.Contains("has no issue '12'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, claimed);
        Assert.True(granted.IsGranted);
    }

    [Fact]
    public async Task Claim_AnotherHostHoldsIt_IsRefusedWithTheHolder()
    {
        await using var engine = await Engine.StartAsync(_world);
        await using var other = await Engine.StartAsync(_other);
        var (mine, theirs) = (await SpawnAsync(engine), await SpawnAsync(other));

        await other.Orchestrator.Claims.ClaimAsync(theirs, "issue/12", Token);
        var refused = await engine.Orchestrator.Claims.ClaimAsync(mine, "issue/12", Token);
        var read = Assert.Single(await engine.Orchestrator.Claims.ReadAsync(s_shop, Token));

        Assert.False(refused.IsGranted);
        Assert.Equal(new ClaimHolder(other.Keys.Instance, theirs), refused.Claim.Holder);
        Assert.False(read.IsOwn);
        Assert.Empty(engine.Orchestrator.Claims.List(s_shop));
    }

    [Fact]
    public async Task Claim_ManyOfTwoHostsAtOnce_OneIsGranted()
    {
        await using var engine = await Engine.StartAsync(_world);
        await using var other = await Engine.StartAsync(_other);
        var claimants = new List<(Engine Engine, SessionId Session)>();
        for (var index = 0; index < 10; index++)
        {
            claimants.Add((engine, await SpawnAsync(engine)));
            claimants.Add((other, await SpawnAsync(other)));
        }

        var answers = await Task.WhenAll(claimants.Select(claimant => Task.Run(() => claimant.Engine.Orchestrator.Claims.ClaimAsync(claimant.Session, "issue/12", Token))));

        Assert.Single(answers, static answer => answer.IsGranted);
        var holder = Assert.Single(_claims.All).Holder;
        Assert.All(answers, answer => Assert.Equal(holder, answer.Claim.Holder));
    }

    [Fact]
    public async Task TakeOver_APersonSaysYes_TheOldOwnerIsToldOnBothHosts()
    {
        await using var engine = await Engine.StartAsync(_world);
        await using var other = await Engine.StartAsync(_other);
        using var approving = Approving(engine);
        var (mine, theirs) = (await SpawnAsync(engine), await SpawnAsync(other));
        await other.Orchestrator.Claims.ClaimAsync(theirs, "issue/12", Token);

        var taken = await engine.Orchestrator.Claims.TakeOverAsync(mine, "issue/12", "They are on leave.", Token);
        await other.Get<ClaimKeeper>().ReconcileAsync(s_shop, Token);

        Assert.True(taken.IsGranted);
        Assert.Equal("They are on leave.", taken.Claim.Reason);
        Assert.Empty(other.Orchestrator.Claims.List(s_shop));
        Assert.Contains("They are on leave.", Assert.Single(other.Orchestrator.Get(theirs).Messages).Text, StringComparison.Ordinal);
        Assert.Contains(engine.Keys.Instance, Assert.Single(other.Orchestrator.Notices.List(openOnly: false)).Title, StringComparison.Ordinal);
        var asked = Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false), static consent => consent.Kind == EffectKind.TakeOverClaim);
        Assert.Equal("They are on leave.", asked.Parameters["reason"]);
    }

    [Fact]
    public async Task TakeOver_APersonSaysNo_TheOwnerStays()
    {
        await using var engine = await Engine.StartAsync(_world);
        var (first, second) = (await SpawnAsync(engine), await SpawnAsync(engine));
        await engine.Orchestrator.Claims.ClaimAsync(first, "issue/12", Token);

        var taking = engine.Orchestrator.Claims.TakeOverAsync(second, "issue/12", "It is mine.", Token);
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent is { State: ConsentState.Pending, Kind: EffectKind.TakeOverClaim })
            {
                await engine.Orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Deny, new Operator("ann", "test"), "It is not.", Token);
                break;
            }
        }

        var error = await Assert.ThrowsAsync<AoException>(() => taking);
        Assert.Contains("It is not.", error.Message, StringComparison.Ordinal);
        Assert.Equal(first, Assert.Single(engine.Orchestrator.Claims.List(s_shop)).Holder.Session);
        Assert.Empty(engine.Orchestrator.Get(first).Messages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TakeOver_OfASessionOfTheSameHost_ItsPullRequestChangesHands(bool isShared)
    {
        using var world = NewWorld(isShared ? new ClaimingScm(_claims) : new FakeScm());
        await using var engine = await Engine.StartAsync(world);
        using var approving = Approving(engine);
        var first = await ProposeAsync(engine, world);
        world.Runtime.OnStart = null;
        var second = await SpawnAsync(engine);

        var taken = await engine.Orchestrator.Claims.TakeOverAsync(second, "pull-request/1", "The first one is stuck.", Token);

        Assert.True(taken.IsGranted);
        Assert.Equal(ProposalState.TakenOver, engine.Orchestrator.Get(first).PullRequest!.State);
        Assert.Equal(1, engine.Orchestrator.Get(second).PullRequest!.Number);
        var merge = await engine.Orchestrator.PullRequests.MergeAsync(first, Token);
        Assert.False(merge.Merged);
        Assert.Contains($"session '{second}'", merge.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TakeOver_ByASessionThatIsDone_PutsNothingIntoIt_ThatDoesNotHoldIt()
    {
        using var world = NewWorld(new FakeScm());
        await using var engine = await Engine.StartAsync(world);
        SessionId first;
        using (var approving = Approving(engine))
        {
            first = await ProposeAsync(engine, world);
            await approving.CancelAsync();
        }

        // The other one's change is refused by a person.
        var second = await SpawnAsync(engine);
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending)
            {
                await engine.Orchestrator.Consents.AnswerAsync(consent.Id, ConsentDecision.Deny, new Operator("ann", "test"), cancellationToken: Token);
                break;
            }
        }

        await engine.WaitAsync(second, static session => session.PullRequest is { State: ProposalState.Refused });
        var head = (await engine.Orchestrator.PullRequests.GetAsync(first, Token)).HeadRevision;
        using var agreeing = Approving(engine);
        await engine.Orchestrator.Claims.TakeOverAsync(second, "pull-request/1", "It goes on there.", Token);

        // What was verified before has nothing to do with it; what is verified from here on has to hold it.
        Assert.Null(engine.Orchestrator.Get(second).VerifiedRevision);
        await engine.Orchestrator.SendAsync(second, "Go on.", Token);
        var refused = await engine.WaitAsync(second, static session => session is { VerifiedRevision: not null, PullRequest.Reason: not null });
        Assert.Contains("that work would be lost", refused.PullRequest!.Reason, StringComparison.Ordinal);
        Assert.Equal(head, (await engine.Orchestrator.PullRequests.GetAsync(second, Token)).HeadRevision);

        world.Scm.Contains = static (_, _) => true;
        await engine.Orchestrator.PullRequests.ProposeAsync(second, Token);
        var updated = await engine.WaitAsync(second, static session => session.PullRequest is { State: ProposalState.Open, Reason: null } open && open.Revision == session.VerifiedRevision);
        Assert.Equal(1, updated.PullRequest!.Number);
    }

    [Fact]
    public async Task PullRequest_OpenedAndMerged_IsClaimedAndGivenUp()
    {
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var session = await ProposeAsync(engine, _world);
        var claim = Assert.Single(_claims.All);

        var merge = await engine.Orchestrator.PullRequests.MergeAsync(session, Token);
        await WaitAsync(() => _claims.All.Count == 0);

        Assert.True(merge.Merged, merge.Reason);
        Assert.Equal(("pull-request/1", session), (claim.Resource, claim.Holder.Session));
    }

    [Fact]
    public async Task PullRequest_AnotherHostHasTakenItOver_IsNeitherMergedNorUpdated()
    {
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var session = await ProposeAsync(engine, _world);
        _claims.Seize("pull-request/1", "elsewhere", "their");

        var merge = await engine.Orchestrator.PullRequests.MergeAsync(session, Token);
        _world.Scm.Revision = static id => $"newer-of-{id}";
        await engine.Orchestrator.SendAsync(session, "Mend one more thing.", Token);
        await engine.WaitAsync(session, static current => current is { Status: SessionStatus.Done, VerifiedRevision: "newer-of-shop-1" });

        Assert.False(merge.Merged);
        Assert.Contains("session 'their-1' of orchestrator 'elsewhere'", merge.Reason, StringComparison.Ordinal);
        Assert.Equal(ProposalState.TakenOver, engine.Orchestrator.Get(session).PullRequest!.State);
        Assert.Equal($"revision-of-{session}", Assert.Single(_world.Scm.PullRequests).HeadRevision);
    }

    [Fact]
    public async Task Start_AnotherHostHasTakenOverMeanwhile_TheSessionLearnsOfIt()
    {
        SessionId session;
        await using (var engine = await Engine.StartAsync(_world))
        {
            using var approving = Approving(engine);
            session = await ProposeAsync(engine, _world);
        }

        _claims.Seize("pull-request/1", "elsewhere", "their");
        await using var next = await Engine.StartAsync(_world);
        await next.WaitAsync(session, static current => current.PullRequest!.State == ProposalState.TakenOver);

        Assert.Empty(next.Orchestrator.Claims.List(s_shop));
        Assert.Equal("claim.lost", Assert.Single(next.Orchestrator.Notices.List(openOnly: false)).Topic);
    }

    [Fact]
    public async Task PullRequest_SomebodyElseHasMergedIt_IsGivenUp()
    {
        _world.Reacts = true;
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        var session = await ProposeAsync(engine, _world);
        var pullRequest = Assert.Single(_world.Scm.PullRequests);

        await _world.Scm.MergeAsync(new MergeRequest { Key = new OperationKey("person/merge"), Source = new ProjectSource { Project = s_shop, Location = "/" }, Number = 1, PushTarget = "/", HeadBranch = pullRequest.HeadBranch, ExpectedRevision = pullRequest.HeadRevision }, Token);
        await engine.Orchestrator.PullRequests.LookAsync(s_shop, Token);
        await WaitAsync(() => _claims.All.Count == 0);

        Assert.Equal(ProposalState.Merged, engine.Orchestrator.Get(session).PullRequest!.State);
        Assert.Empty(_claims.All);
    }

    [Fact]
    public async Task Start_ClaimsThatWereNotWrittenDown_AreTakenInOrGivenBack()
    {
        string instance;
        SessionId session;
        await using (var engine = await Engine.StartAsync(_world))
        {
            instance = engine.Keys.Instance;
            session = await SpawnAsync(engine);
        }

        ClaimFor("issue/1", new ClaimHolder(instance, session));
        ClaimFor("issue/2", new ClaimHolder(instance, new SessionId("shop", 99)));
        ClaimFor("issue/3", new ClaimHolder("elsewhere"));
        await using var next = await Engine.StartAsync(_world);
        await WaitAsync(() => _claims.Find("issue/2") is null && next.Orchestrator.Claims.List(s_shop).Count == 1);

        Assert.Equal(["issue/1", "issue/3"], _claims.All.Select(static claim => claim.Resource));
        Assert.Equal(session, Assert.Single(next.Orchestrator.Claims.List(s_shop)).Holder.Session);
    }

    [Fact]
    public async Task Spawn_OnAPullRequest_StartsFromItsHeadAndPutsItsChangeThere()
    {
        _world.Scm.Contains = static (_, _) => true;
        await using var engine = await Engine.StartAsync(_world);
        using var approving = Approving(engine);
        await OpenAsPersonAsync(_world);
        _world.Runtime.OnStart = static process => process.Exit(0);

        var session = await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Mend it.", PullRequest = 1 }, Token);
        await engine.WaitAsync(session.Id, static current => current.PullRequest is { } proposed && proposed.Revision == current.VerifiedRevision);

        var pullRequest = Assert.Single(_world.Scm.PullRequests);
        Assert.Equal(("person/branch", $"revision-of-{session.Id}"), (pullRequest.HeadBranch, pullRequest.HeadRevision));
        Assert.Equal("persons-work", engine.Sessions.Get(session.Id).Workspace!.BaseRevision);
        Assert.Equal(session.Id, _claims.Find("pull-request/1")!.Holder.Session);
    }

    [Fact]
    public async Task Spawn_OnAPullRequestThatIsHeld_IsRefusedAndNothingIsMade()
    {
        await using var engine = await Engine.StartAsync(_world);
        await OpenAsPersonAsync(_world);
        _claims.Seize("pull-request/1", "elsewhere", "their");

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Mend it.", PullRequest = 1 }, Token));

        Assert.Contains("session 'their-1' of orchestrator 'elsewhere'", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.List());
    }

    [Theory]
    [InlineData(SessionRole.Orchestrator, null, "Only a worker")]
    [InlineData(SessionRole.Worker, "abc", "Leave Revision out")]
    public async Task Spawn_OnAPullRequestThatCannotBeOwned_SaysWhatToDo(SessionRole role, string? revision, string message)
    {
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Mend it.", Role = role, Revision = revision, PullRequest = 1 }, Token));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Claim_ReplyIsLost_IsItsOwnAllTheSame()
    {
        await using var engine = await Engine.StartAsync(_world);
        var session = await SpawnAsync(engine);
        var losses = 1;
        _world.Scm.LosesReply = what => what == "claim" && losses-- > 0;

        var granted = await engine.Orchestrator.Claims.ClaimAsync(session, "issue/12", Token);

        Assert.True(granted.IsGranted);
        Assert.Single(_claims.All);
    }

    [Fact]
    public async Task Stop_KeepsTheClaim_UntilItIsGivenUp()
    {
        await using var engine = await Engine.StartAsync(_world);
        var session = await SpawnAsync(engine);
        await engine.Orchestrator.Claims.ClaimAsync(session, "issue/12", Token);

        await engine.Orchestrator.StopAsync(session, cancellationToken: Token);
        var kept = _claims.All.Count;
        await engine.Orchestrator.Claims.ReleaseAsync(session, "issue/12", Token);

        Assert.Equal((1, 0), (kept, _claims.All.Count));
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Claims.ClaimAsync(session, "issue/12", Token));
    }

    private static World NewWorld(FakeScm scm, FakeTracker? tracker = null)
    {
        var world = new World { Scm = scm, Tracker = tracker ?? new FakeTracker() };
        world.Project.PullRequests.ChecksRequired = false;
        world.VerifyWith("true");
        return world;
    }

    private static async Task<SessionId> SpawnAsync(Engine engine, SessionRole role = SessionRole.Worker) =>
        (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it.", Role = role }, Token)).Id;

    private static async Task<SessionId> ProposeAsync(Engine engine, World world)
    {
        world.Runtime.OnStart = static process => process.Exit(0);
        var session = await SpawnAsync(engine);
        await engine.WaitAsync(session, static current => current.PullRequest is { Number: not null });
        return session;
    }

    private static async Task OpenAsPersonAsync(World world) =>
        await world.Scm.OpenPullRequestAsync(
            new PullRequestRequest { Key = new OperationKey("person/1"), Source = new ProjectSource { Project = s_shop, Location = "/" }, Revision = "persons-work", PushTarget = "/", HeadBranch = "person/branch", BaseBranch = "main", Title = "Begun" },
            Token);

    private void ClaimFor(string resource, ClaimHolder holder) =>
        _claims.Claim(new ClaimRequest { Key = new OperationKey($"some/{resource}"), Source = new ProjectSource { Project = s_shop, Location = "/" }, Resource = resource, Holder = holder });

    private static CancellationTokenSource Approving(Engine engine)
    {
        var approving = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _ = engine.ApproveEverythingAsync(approving.Token);
        return approving;
    }

    private static async Task WaitAsync(Func<bool> isWanted)
    {
        while (!isWanted())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }
}
