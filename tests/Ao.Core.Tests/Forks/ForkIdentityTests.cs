using Ao.Consents;
using Ao.Core.Tests.Ledger;
using Ao.Core.Tests.Sessions;
using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Forks;

/// <summary>What a fork says of itself, and what others see of it.</summary>
public sealed class ForkIdentityTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly FakeLedgers _places = new();
    private readonly SovereignWorld _red;
    private readonly SovereignWorld _blue;

    public ForkIdentityTests()
    {
        _red = new SovereignWorld("red", _places);
        _blue = new SovereignWorld("blue", _places);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _red.Dispose();
        _blue.Dispose();
    }

    [Theory]
    [InlineData(null, null, "upstream")]
    [InlineData("/up", null, "sovereign")]
    [InlineData("/up", ForkRole.Contributor, "contributor")]
    [InlineData(null, ForkRole.Sovereign, "sovereign")]
    public async Task Declare_SaysTheRoleOfTheSettings(string? upstream, ForkRole? role, string said)
    {
        (_red.Project.Fork.Upstream, _red.Project.Fork.Role) = (upstream, role);
        await using var engine = await _red.StartAsync();

        await engine.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token);

        Assert.Equal((said, "active"), await SaidAsync(engine));
    }

    [Fact]
    public async Task Rule_TheForkItself_SaysSoToOthers_AndTakesItBack()
    {
        await using var red = await _red.StartAsync();
        await SovereignWorld.PublishAsync(red);
        var id = red.Orchestrator.Ledgers.FindKey(SovereignWorld.Shop)!.ForkId;
        _blue.Pin("red", _red.Place, id);
        await using var blue = await _blue.StartAsync();

        var ruled = await red.Orchestrator.Forks.RuleAsync(SovereignWorld.Shop, "self", ForkWord.Retired, s_ada, "We have all moved on.", Token);
        await red.Orchestrator.Ledgers.PublishAsync(SovereignWorld.Shop, Token);
        await blue.Orchestrator.Ledgers.ExchangeAsync(SovereignWorld.Shop, Token);
        var seen = blue.Orchestrator.Forks.Get(SovereignWorld.Shop, "red");

        Assert.Equal(("self", ForkLifecycle.Retired, "We have all moved on."), (ruled.Name, ruled.Lifecycle, ruled.LifecycleReason));
        Assert.Equal((ForkRole.Upstream, ForkLifecycle.Retired, ForkLifecycle.Active), (seen.SaidRole, seen.SaidLifecycle, seen.Lifecycle));
        Assert.Contains(seen.Hints, static hint => hint.Kind == ForkHintKind.SaysRetired && hint.Text == "Fork 'red' says of itself that it is retired. It is looked at until you retire it here too.");
        Assert.DoesNotContain("moved on", await TextOfIdentityAsync(red), StringComparison.Ordinal);
        Assert.DoesNotContain(red.Orchestrator.Forks.List(SovereignWorld.Shop), static fork => fork.Name == "self");

        await red.Orchestrator.Forks.RuleAsync(SovereignWorld.Shop, "self", ForkWord.InUse, s_ada, "Not quite all.", Token);
        Assert.Equal(("upstream", "active"), await SaidAsync(red));
        await red.Orchestrator.Forks.RuleAsync(SovereignWorld.Shop, "self", ForkWord.PermanentlyDiverged, s_ada, "Another product.", Token);
        Assert.Equal(("upstream", "diverged"), await SaidAsync(red));
    }

    [Fact]
    public async Task Rule_HostDiesBeforeItIsDeclared_IsSaidByTheNextOne()
    {
        await using (var engine = await _red.StartAsync())
        {
            await engine.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token);
            await engine.Get<ForkDesk>().RuleAsync(SovereignWorld.Shop, "self", ForkWord.Retired, s_ada, "Over.", Token);
        }

        await using var next = await _red.StartAsync();
        await next.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token);

        Assert.Equal(("upstream", "retired"), await SaidAsync(next));
    }

    [Fact]
    public async Task Look_TheForkItself_IsRefused()
    {
        await using var engine = await _red.StartAsync();

        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.LookAsync(SovereignWorld.Shop, "self", Token));

        Assert.Contains("Name one of its forks.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fork", "active", null, ForkLifecycle.Active)]
    [InlineData("sovereign", "dormant", ForkRole.Sovereign, ForkLifecycle.Dormant)]
    [InlineData("contributor", "diverged", ForkRole.Contributor, ForkLifecycle.PermanentlyDiverged)]
    [InlineData("UPSTREAM", "over", null, null)]
    [InlineData(null, null, null, null)]
    public async Task List_WordsOfOtherVersions_AreReadOrLeftOut(string? role, string? state, ForkRole? saidRole, ForkLifecycle? saidState)
    {
        using var peer = new ChainBuilder();
        peer.Add(LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "peer", Role = role, State = state, PublicKey = peer.Signer.Key.Text }, LedgerBodiesJson.Default.IdentityBody));
        _places.Put("/peer", peer.ForkId, [.. peer.Commits]);
        _blue.Pin("peer", "/peer", peer.ForkId);
        await using var engine = await _blue.StartAsync();

        await engine.Orchestrator.Ledgers.ExchangeAsync(SovereignWorld.Shop, Token);
        var seen = engine.Orchestrator.Forks.Get(SovereignWorld.Shop, "peer");

        Assert.Equal(("peer", saidRole, saidState), (seen.Title, seen.SaidRole, seen.SaidLifecycle));
    }

    private static async Task<(string? Role, string? State)> SaidAsync(Engine engine)
    {
        var identity = LedgerBody.Read(await SovereignWorld.NewestAsync(engine, LedgerKinds.Identity), LedgerBodiesJson.Default.IdentityBody)!;
        return (identity.Role, identity.State);
    }

    private static async Task<string> TextOfIdentityAsync(Engine engine) =>
        System.Text.Encoding.UTF8.GetString((await SovereignWorld.NewestAsync(engine, LedgerKinds.Identity)).Body.Span);
}
