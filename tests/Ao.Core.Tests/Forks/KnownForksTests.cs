using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Forks;
using Ao.Scm;
using Ao.TestSupport;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Forks;

/// <summary>The forks that a project knows, in the engine, over an scm that reads made-up histories.</summary>
public sealed class KnownForksTests : IDisposable
{
    private static readonly ProjectId s_shop = new("shop");
    private static readonly Operator s_ada = new("ada", "test");
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly ForkingScm _scm = new();
    private readonly World _world;

    public KnownForksTests()
    {
        _world = new World { Scm = _scm, Time = _time };
        _world.Project.Fork.Name = "Shop";
        _scm.Put("/forks/red", Kin(ahead: 2, behind: 1));
        _scm.Put("/up", Kin());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task List_NotDeclared_KnowsNothingAndLooksAtNothing()
    {
        _world.Project.Fork.Name = null;
        await using var engine = await Engine.StartAsync(_world);

        Assert.Empty(engine.Orchestrator.Forks.List(s_shop));
        Assert.Empty(_scm.Fetches);
        var error = await Assert.ThrowsAsync<AoException>(() => Adopt(engine, "red", "/forks/red"));
        Assert.Contains("Give it a Fork:Name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_Kin_IsKnownFromThenOn_AfterARestartToo()
    {
        await using (var engine = await Engine.StartAsync(_world))
        {
            var fork = await Adopt(engine, "red", "/forks/red");
            var again = await Adopt(engine, "red", "/forks/red");

            Assert.Equal((ForkStanding.Diverged, 2, 1), (fork.Distance!.Standing, fork.Distance.Ahead, fork.Distance.Behind));
            Assert.Equal((true, ForkLifecycle.Active), (fork.Health.IsReachable, fork.Lifecycle));
            Assert.Equal(fork.Distance, again.Distance);
            Assert.Equal(2, engine.Get<ForkProjection>().Find(s_shop, "red")!.Version);
        }

        await using var next = await Engine.StartAsync(_world);
        Assert.Equal(2, Assert.Single(next.Orchestrator.Forks.List(s_shop)).Distance!.Ahead);
    }

    [Fact]
    public async Task Adopt_NoHistoryInCommon_IsRefusedInOneSentence()
    {
        _scm.Put("/elsewhere", new ForkKinship { IsKin = false });
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => Adopt(engine, "red", "/elsewhere"));

        Assert.Equal("'/elsewhere' is no fork of project 'shop': they have no commit in common. Kinship is shared history; give the place of a copy of this very source.", error.Message);
        Assert.Empty(engine.Orchestrator.Forks.List(s_shop));
    }

    [Fact]
    public async Task Adopt_NobodyThere_SaysThatItIsNotKnown()
    {
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => Adopt(engine, "red", "/nowhere"));

        Assert.Contains("could not be looked at", error.Message, StringComparison.Ordinal);
        Assert.Contains("does not answer", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.Forks.List(s_shop));
    }

    [Theory]
    [InlineData("Red Fork", "/forks/red", null, null, "cannot name a fork")]
    [InlineData("upstream", "/forks/red", null, null, "cannot name a fork")]
    [InlineData("red", "--upload-pack=touch", null, null, "cannot be the place of a fork")]
    [InlineData("red", "/forks/\u001b[2Jred", null, null, "cannot be the place of a fork")]
    [InlineData("red", "https://ada:secret@forge.example/red", null, null, "holds a password")]
    [InlineData("red", "/forks/red", "--all", null, "cannot be the branch of a fork")]
    [InlineData("red", "/forks/red", "nope", null, "It has no branch 'nope'")]
    [InlineData("red", "/forks/red", null, "FORK", "is no fork id")]
    public async Task Adopt_WhatCannotBe_IsRefusedWithoutAnEffect(string name, string location, string? branch, string? forkId, string expected)
    {
        await using var engine = await Engine.StartAsync(_world);

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.AdoptAsync(s_shop, new ForkAdoption { Name = name, Location = location, Branch = branch, ForkId = forkId }, s_ada, Token));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.Forks.List(s_shop));
    }

    [Fact]
    public async Task Adopt_ByAnAgent_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);

        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.AdoptAsync(s_shop, new ForkAdoption { Name = "red", Location = "/forks/red" }, new Operator("shop-1", "mcp"), Token));

        Assert.Empty(engine.Orchestrator.Forks.List(s_shop));
    }

    [Fact]
    public async Task Look_NoAnswer_IsShownWithSinceWhen_AndPassesWithTheNextAnswer()
    {
        await using var engine = await Engine.StartAsync(_world);
        await Adopt(engine, "red", "/forks/red");
        _scm.Remove("/forks/red");

        var gone = await engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token);
        _time.Advance(TimeSpan.FromHours(2));
        var still = await engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token);
        _scm.Put("/forks/red", Kin(ahead: 3));
        var back = await engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token);

        Assert.False(gone.Health.IsReachable);
        Assert.Equal(ForkHintKind.Unreachable, Assert.Single(gone.Hints).Kind);
        Assert.Equal(gone.Health.ProblemSince, still.Health.ProblemSince);
        Assert.Equal(2, gone.Distance!.Ahead);
        Assert.Equal((true, 3), (back.Health.IsReachable, back.Distance!.Ahead));
    }

    [Fact]
    public async Task Drift_IsToldOnce_NotAgainAfterAPersonHasSeenIt_AndTakenBackWhenItHasPassed()
    {
        _scm.Put("/forks/red", Kin(ahead: 51));
        await using var engine = await Engine.StartAsync(_world);
        await Adopt(engine, "red", "/forks/red");
        var notice = Assert.Single(engine.Orchestrator.Notices.List());
        await engine.Orchestrator.Notices.CloseAsync(notice.Id, "I know.", s_ada, Token);

        _scm.Put("/forks/red", Kin(ahead: 52));
        await engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token);
        Assert.Empty(engine.Orchestrator.Notices.List());

        _scm.Put("/forks/red", Kin(ahead: 2));
        await engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token);
        _scm.Put("/forks/red", Kin(ahead: 60));
        await engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token);
        Assert.Equal(("fork.drift", "shop and red have drifted apart"), (Assert.Single(engine.Orchestrator.Notices.List()).Topic, Assert.Single(engine.Orchestrator.Notices.List()).Title));

        await engine.Orchestrator.Forks.RuleAsync(s_shop, "red", ForkWord.PermanentlyDiverged, s_ada, "Another product by now.", Token);
        Assert.Empty(engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task Rule_Retired_IsNotLookedAt_UntilItIsInUseAgain()
    {
        await using var engine = await Engine.StartAsync(_world);
        await Adopt(engine, "red", "/forks/red");

        var retired = await engine.Orchestrator.Forks.RuleAsync(s_shop, "red", ForkWord.Retired, s_ada, "Nobody keeps it.", Token);
        var fetches = _scm.Fetches.Count;
        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.LookAsync(s_shop, "red", Token));

        Assert.Equal((ForkLifecycle.Retired, "Nobody keeps it."), (retired.Lifecycle, retired.LifecycleReason));
        Assert.Contains("is retired and not looked at", error.Message, StringComparison.Ordinal);
        Assert.Equal(fetches, _scm.Fetches.Count);
        Assert.Empty(engine.Get<IForkPeers>().Of(s_shop));
        Assert.Single(engine.Orchestrator.Forks.List(s_shop));

        await engine.Orchestrator.Forks.RuleAsync(s_shop, "red", ForkWord.InUse, s_ada, "It lives.", Token);
        Assert.Single(engine.Get<IForkPeers>().Of(s_shop));
    }

    [Fact]
    public async Task Rule_WithoutAReasonOrAFork_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);
        await Adopt(engine, "red", "/forks/red");

        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.RuleAsync(s_shop, "red", ForkWord.Retired, s_ada, " ", Token));
        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.RuleAsync(s_shop, "blue", ForkWord.Retired, s_ada, "x", Token));

        Assert.Equal("Project 'shop' knows no fork 'blue'. It knows red.", error.Message);
    }

    [Fact]
    public async Task Stage_LooksOnceAnInterval_RetiredOnesNever()
    {
        _world.Project.Fork.Upstream = "/up";
        _world.Project.Fork.Peers = [new() { Name = "red", Location = "/forks/red" }, new() { Name = "blue", Location = "/forks/blue" }];
        _scm.Put("/forks/blue", Kin());
        await using var engine = await Engine.StartAsync(_world);
        await UntilAsync(() => Count("/forks/blue") == 1);
        await engine.Orchestrator.Forks.RuleAsync(s_shop, "red", ForkWord.Retired, s_ada, "Over.", Token);

        // Each step is too short for a look, and every second one brings the interval to its end.
        await AdvanceUntilAsync(() => Count("/forks/blue") == 2);
        await AdvanceUntilAsync(() => Count("/forks/blue") == 3);

        Assert.Equal((3, 1), (Count("/up"), Count("/forks/red")));
    }

    [Fact]
    public async Task Stage_OneForkFails_TheOthersAreLookedAt()
    {
        _world.Project.Fork.Upstream = "/up";
        _world.Project.Fork.Peers = [new() { Name = "red", Location = "/forks/red" }];
        _scm.Fault = static what => what == "fetch /up" ? new InvalidOperationException("a defect") : null;
        await using var engine = await Engine.StartAsync(_world);

        await UntilAsync(() => engine.Orchestrator.Forks.Get(s_shop, "red").Distance is not null);

        Assert.Equal("upstream", engine.Orchestrator.Forks.List(s_shop)[0].Name);
    }

    [Fact]
    public async Task Sync_FastForward_WaitsForAPerson()
    {
        _world.Project.Fork.Upstream = "/up";
        _scm.Put("/up", Kin(ahead: 3));
        await using var engine = await Engine.StartAsync(_world);
        var syncing = engine.Orchestrator.Forks.SyncAsync(s_shop, Token);
        var asked = await AnswerAsync(engine, ConsentDecision.Approve, () => Assert.Empty(_scm.Syncs));

        Assert.Equal(ForkSyncOutcome.FastForwarded, (await syncing).Outcome);
        Assert.Equal((EffectKind.SyncFork, "/up", "main"), (asked.Kind, asked.Parameters["repository"], asked.Parameters["branch"]));
        var sync = Assert.Single(_scm.Syncs);
        Assert.Equal(("/up", _world.Project.Path, "main"), (sync.Source.Location, sync.Fork.Location, sync.Branch));
    }

    [Fact]
    public async Task Sync_APersonSaysNo_ChangesNothing()
    {
        _world.Project.Fork.Upstream = "/up";
        _scm.Put("/up", Kin(ahead: 3));
        await using var engine = await Engine.StartAsync(_world);
        var syncing = engine.Orchestrator.Forks.SyncAsync(s_shop, Token);
        await AnswerAsync(engine, ConsentDecision.Deny);

        await Assert.ThrowsAsync<AoException>(() => syncing);
        Assert.Empty(_scm.Syncs);
    }

    [Theory]
    [InlineData(0, 0, ForkSyncOutcome.UpToDate, null)]
    [InlineData(0, 4, ForkSyncOutcome.UpToDate, null)]
    [InlineData(3, 2, ForkSyncOutcome.Blocked, "The project has 2 commits that its upstream lacks")]
    public async Task Sync_NothingToForward_AsksNobody(int ahead, int behind, ForkSyncOutcome outcome, string? why)
    {
        _world.Project.Fork.Upstream = "/up";
        _scm.Put("/up", Kin(ahead, behind));
        await using var engine = await Engine.StartAsync(_world);

        var result = await engine.Orchestrator.Forks.SyncAsync(s_shop, Token);

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(why ?? "", result.Reason ?? "", StringComparison.Ordinal);
        Assert.Empty(engine.Orchestrator.Consents.List(pendingOnly: false));
        Assert.Empty(_scm.Syncs);
    }

    [Fact]
    public async Task Sync_AgainLater_IsAnotherQuestion()
    {
        _world.Project.Fork.Upstream = "/up";
        _scm.Put("/up", Kin(ahead: 3));
        await using var engine = await Engine.StartAsync(_world);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var syncing = engine.Orchestrator.Forks.SyncAsync(s_shop, Token);
            await AnswerAsync(engine, ConsentDecision.Approve);
            await syncing;
        }

        Assert.Equal(2, _scm.Syncs.Count);
        Assert.Equal(2, engine.Orchestrator.Consents.List(pendingOnly: false).Count);
    }

    [Fact]
    public async Task Adopt_HostDiesAnywhere_IsAdoptedOnceByTheNext()
    {
        for (var step = 1; step <= 4; step++)
        {
            using var world = new World { Scm = _scm, Time = _time };
            world.Project.Fork.Name = "Shop";
            await using (var engine = await Engine.StartAsync(world))
            {
                engine.Journal.CrashAt = engine.Journal.Appends + ((step + 1) / 2);
                engine.Journal.AfterWrite = step % 2 == 0;
                var adopting = Adopt(engine, "red", "/forks/red");
                await Task.WhenAny(adopting, engine.Journal.Crashed);
            }

            await using var next = await Engine.StartAsync(world);
            var fork = await Adopt(next, "red", "/forks/red");
            Assert.Equal(2, fork.Distance!.Ahead);
            Assert.Single(next.Orchestrator.Forks.List(s_shop));
            Assert.Equal(2, next.Get<ForkProjection>().Find(s_shop, "red")!.Version);
        }
    }

    private static ForkKinship Kin(int ahead = 0, int behind = 0) => new() { IsKin = true, Roots = ["root"], MergeBase = "base", Ahead = ahead, Behind = behind, SourceRevision = "base" };

    private static Task<KnownFork> Adopt(Engine engine, string name, string location) => engine.Orchestrator.Forks.AdoptAsync(s_shop, new ForkAdoption { Name = name, Location = location }, s_ada, Token);

    private int Count(string location) => _scm.Fetches.Count(fetched => fetched == location);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
        }
    }

    private async Task AdvanceUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
        }
    }

    private static async Task<Consent> AnswerAsync(Engine engine, ConsentDecision decision, Action? before = null)
    {
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending)
            {
                before?.Invoke();
                return await engine.Orchestrator.Consents.AnswerAsync(consent.Id, decision, s_ada, cancellationToken: Token);
            }
        }

        throw new InvalidOperationException("Nobody was asked.");
    }
}
