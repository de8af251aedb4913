using Ao.Consents;
using Ao.Core.Tests.Ledger;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Forks;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Forks;

/// <summary>A fork leaves its ledger in somebody else's repository: after consent only, kept up to date from then on, until it ends that.</summary>
public sealed class RegistrationTests : IDisposable
{
    private const string Upstream = "/up";
    private static readonly ProjectId s_shop = new("shop");
    private static readonly Operator s_ada = new("ada", "test");
    private readonly RegisteringScm _scm = new(new FakeLedgers());
    private readonly World _world;

    public RegistrationTests() => _world = NewWorld(_scm);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Register_NothingLiesThereBeforeAPersonAgreesToExactlyThat()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.Forks.DeclareAsync(s_shop, Token);
        await LedgerWorld.ReportAsync(engine, "one");
        var registering = engine.Orchestrator.Forks.RegisterAsync(s_shop, Token);
        var consent = await AnswerAsync(engine, ConsentDecision.Approve, () => Assert.Empty(_scm.Pushes));
        var registration = await registering;
        var identity = await engine.Orchestrator.Forks.DeclareAsync(s_shop, Token);

        Assert.Equal((EffectKind.RegisterFork, Upstream, Kept(identity.ForkId)[^1].Id), (consent.Kind, consent.Parameters["place"], consent.Parameters["head"]));
        Assert.Contains("2 records", consent.Title, StringComparison.Ordinal);
        Assert.Contains("every record that its ledger holds so far", consent.Parameters["written"], StringComparison.Ordinal);
        Assert.Contains("brought there too", consent.Parameters["later"], StringComparison.Ordinal);
        Assert.Contains("cannot be taken back", consent.Parameters["forGood"], StringComparison.Ordinal);
        Assert.Equal((Upstream, true, null), (registration.Location, registration.IsUpstream, registration.Reason));
        Assert.Equal(registration, identity.Registration);
        Assert.Equal((Upstream, consent.Parameters["head"]), Assert.Single(_scm.Pushes));
    }

    [Fact]
    public async Task Register_PersonSaysNo_LeavesNothingAnywhere_AndCanBeAskedAgain()
    {
        await using var engine = await Engine.StartAsync(_world);
        var registering = engine.Orchestrator.Forks.RegisterAsync(s_shop, Token);
        await AnswerAsync(engine, ConsentDecision.Deny);
        var error = await Assert.ThrowsAsync<AoException>(() => registering);
        var again = engine.Orchestrator.Forks.RegisterAsync(s_shop, Token);
        await AnswerAsync(engine, ConsentDecision.Deny);
        await Assert.ThrowsAsync<AoException>(() => again);

        Assert.Contains("'ada' said no", error.Message, StringComparison.Ordinal);
        Assert.Empty(_scm.Pushes);
        Assert.Null((await engine.Orchestrator.Forks.DeclareAsync(s_shop, Token)).Registration);
        Assert.Empty(await engine.Orchestrator.Ledgers.PublishAsync(s_shop, Token));
        Assert.Equal(2, engine.Orchestrator.Consents.List(pendingOnly: false).Count);
    }

    [Fact]
    public async Task Register_UpstreamTakesBranchesOnly_GoesOnAsABranch()
    {
        _scm.Refuses = static request => request is { Location: Upstream, Form: LedgerForm.Reference } ? "It takes branches only." : null;
        await using var engine = await Engine.StartAsync(_world);
        var registration = await RegisterAsync(engine);
        await LedgerWorld.ReportAsync(engine, "later");
        var published = Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(s_shop, Token));

        Assert.True(registration.IsUpstream);
        Assert.Null(published.Problem);
        Assert.Equal(LedgerForm.Branch, Assert.Single(await engine.Orchestrator.Ledgers.PreviewAsync(s_shop, Token)).Form);
    }

    [Fact]
    public async Task Register_UpstreamTakesNone_LiesAtTheOwnPlaceWithTheReason()
    {
        _scm.Refuses = static request => request.Location == Upstream ? "Nobody may write here." : null;
        await using var engine = await Engine.StartAsync(_world);
        var registration = await RegisterAsync(engine);

        Assert.False(registration.IsUpstream);
        Assert.Contains("Nobody may write here.", registration.Reason, StringComparison.Ordinal);
        Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false));
        Assert.NotEqual(Upstream, Assert.Single(_scm.Pushes).Location);
    }

    [Fact]
    public async Task Registered_WhatIsAddedIsBroughtThereToo_NewKeyAndRevocationIncluded()
    {
        string forkId;
        await using (var engine = await Engine.StartAsync(_world))
        {
            forkId = (await RegisterAsync(engine), engine.Orchestrator.Ledgers.FindKey(s_shop)!.ForkId).ForkId;
        }

        await using var next = await Engine.StartAsync(_world);
        await LedgerWorld.ReportAsync(next, "later");
        await next.Orchestrator.Ledgers.RotateAsync(s_shop, Token);
        await LedgerWorld.ReportAsync(next, "by the new key");
        Assert.Null(Assert.Single((await next.Orchestrator.Ledgers.ExchangeAsync(s_shop, Token)).Places).Problem);
        Assert.Equal(4, LedgerWorld.Verify(_scm.Places.Get(Upstream, forkId), forkId).Count);

        await next.Orchestrator.Ledgers.RevokeAsync(s_shop, "The laptop was stolen.", s_ada, Token);
        await next.Orchestrator.Ledgers.PublishAsync(s_shop, Token);

        Assert.Empty(_world.Project.Ledger.Places);
        var last = LedgerWorld.Verify(_scm.Places.Get(Upstream, forkId), forkId)[^1];
        Assert.True(LedgerBody.Read(last, LedgerBodiesJson.Default.IdentityBody)!.Revoked);
        Assert.Equal(EffectKind.RegisterFork, Assert.Single(next.Orchestrator.Consents.List(pendingOnly: false)).Kind);
    }

    [Fact]
    public async Task Registered_AskFirst_APersonIsAskedForWhatIsAdded()
    {
        await using var engine = await Engine.StartAsync(_world);
        await RegisterAsync(engine);
        var (before, place) = (_scm.Pushes.Count, _world.Project.Ledger);
        place.AskFirst = true;
        await LedgerWorld.ReportAsync(engine, "later");
        var publishing = engine.Orchestrator.Ledgers.PublishAsync(s_shop, Token);
        var consent = await AnswerAsync(engine, ConsentDecision.Deny);

        Assert.Equal((EffectKind.PublishLedger, Upstream), (consent.Kind, consent.Parameters["place"]));
        Assert.Contains("said no", Assert.Single(await publishing).Problem, StringComparison.Ordinal);
        Assert.Equal(before, _scm.Pushes.Count);
    }

    [Fact]
    public async Task Registered_Again_BringsWhatIsNewAndAsksNobody()
    {
        await using var engine = await Engine.StartAsync(_world);
        var first = await RegisterAsync(engine);
        await LedgerWorld.ReportAsync(engine, "later");
        var again = await engine.Orchestrator.Forks.RegisterAsync(s_shop, Token);
        var forkId = engine.Orchestrator.Ledgers.FindKey(s_shop)!.ForkId;

        Assert.Equal(first, again);
        Assert.Equal(2, LedgerWorld.Verify(_scm.Places.Get(Upstream, forkId), forkId).Count);
        Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false));
    }

    [Fact]
    public async Task Registered_TheStageBringsWhatIsAddedByItself()
    {
        _world.Time = TimeProvider.System;
        await using var engine = await Engine.StartAsync(_world);
        await RegisterAsync(engine);
        var report = await LedgerWorld.ReportAsync(engine, "later");
        var forkId = engine.Orchestrator.Ledgers.FindKey(s_shop)!.ForkId;
        var published = 0;
        await foreach (var fact in engine.Journal.SubscribeAsync(0, Token))
        {
            if (fact.Type == "ledger.published" && ++published == 2)
            {
                break;
            }
        }

        Assert.Contains(LedgerWorld.Verify(_scm.Places.Get(Upstream, forkId), forkId), entry => entry.Id == report.Id);
    }

    [Fact]
    public async Task Registered_LedgerGoesOnWhileAPersonThinks_IsBroughtWhole()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.Forks.DeclareAsync(s_shop, Token);
        var registering = engine.Orchestrator.Forks.RegisterAsync(s_shop, Token);
        await AnswerAsync(engine, ConsentDecision.Approve, () => LedgerWorld.ReportAsync(engine, "meanwhile").GetAwaiter().GetResult());
        await registering;
        var forkId = engine.Orchestrator.Ledgers.FindKey(s_shop)!.ForkId;

        Assert.Equal(2, LedgerWorld.Verify(_scm.Places.Get(Upstream, forkId), forkId).Count);
    }

    [Fact]
    public async Task Unregister_NothingMoreIsBrought_AndToRegisterAgainIsAskedForAgain()
    {
        await using var engine = await Engine.StartAsync(_world);
        var registration = await RegisterAsync(engine);
        var ended = await engine.Orchestrator.Forks.UnregisterAsync(s_shop, s_ada, Token);
        await LedgerWorld.ReportAsync(engine, "later");
        var forkId = engine.Orchestrator.Ledgers.FindKey(s_shop)!.ForkId;

        Assert.Equal((registration.Location, registration.At), (ended.Location, ended.At));
        Assert.Contains($"delete the reference refs/ao/ledger/{forkId}", ended.Remains, StringComparison.Ordinal);
        Assert.Empty(await engine.Orchestrator.Ledgers.PublishAsync(s_shop, Token));
        Assert.Null((await engine.Orchestrator.Forks.DeclareAsync(s_shop, Token)).Registration);
        Assert.Single(_scm.Places.Get(Upstream, forkId));
        Assert.Contains("registered nowhere", (await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.UnregisterAsync(s_shop, s_ada, Token))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Forks.UnregisterAsync(s_shop, new Operator("shop-1", "mcp"), Token));

        await RegisterAsync(engine);
        Assert.Equal(2, engine.Orchestrator.Consents.List(pendingOnly: false).Count(static consent => consent.Kind == EffectKind.RegisterFork));
        Assert.Equal(2, LedgerWorld.Verify(_scm.Places.Get(Upstream, forkId), forkId).Count);
    }

    [Fact]
    public async Task Registered_ANewLedgerUnderAnotherId_IsNotBroughtThere()
    {
        await using (var engine = await Engine.StartAsync(_world))
        {
            await RegisterAsync(engine);
        }

        File.Delete(Path.Combine(_world.Options.DataFolder, "keys", "shop.pem"));
        await using var next = await Engine.StartAsync(_world);
        var identity = await next.Orchestrator.Forks.DeclareAsync(s_shop, Token);

        Assert.Null(identity.Registration);
        Assert.Empty(await next.Orchestrator.Ledgers.PublishAsync(s_shop, Token));
        Assert.Empty(_scm.Places.Get(Upstream, identity.ForkId));
    }

    [Fact]
    public async Task Register_HostDiesAtEachStep_TheNextOneFinishesIt()
    {
        var start = await StepsOfStartAsync();
        for (var dieAt = start + 1; dieAt < start + 50; dieAt++)
        {
            var scm = new RegisteringScm(new FakeLedgers());
            using var world = NewWorld(scm);
            try
            {
                await using var engine = await Engine.StartAsync(world, dieAt: dieAt);
                await RegisterAsync(engine);
            }
            catch (AoException)
            {
                // The host has died on the way; the next one does it all again.
            }

            await using var next = await Engine.StartAsync(world);
            var registration = await RegisterAsync(next);
            await LedgerWorld.ReportAsync(next, "later");
            Assert.Null(Assert.Single(await next.Orchestrator.Ledgers.PublishAsync(s_shop, Token)).Problem);
            var forkId = next.Orchestrator.Ledgers.FindKey(s_shop)!.ForkId;

            Assert.True(registration.IsUpstream);
            Assert.Equal(2, LedgerWorld.Verify(scm.Places.Get(Upstream, forkId), forkId).Count);
        }
    }

    private static World NewWorld(RegisteringScm scm)
    {
        var world = new World { Scm = scm, Time = new FakeTimeProvider(ChainBuilder.Start) };
        world.Project.Fork.Name = "The shop";
        world.Project.Fork.Upstream = Upstream;
        return world;
    }

    private static async Task<int> StepsOfStartAsync()
    {
        using var world = NewWorld(new RegisteringScm(new FakeLedgers()));
        await using var engine = await Engine.StartAsync(world);
        return engine.Life.Steps;
    }

    private IReadOnlyList<LedgerCommit> Kept(string forkId) => _scm.Kept(forkId);

    /// <summary>Registers, and agrees to what is asked.</summary>
    private static async Task<ForkRegistration> RegisterAsync(Engine engine)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var answering = engine.ApproveEverythingAsync(over.Token);
        try
        {
            return await engine.Orchestrator.Forks.RegisterAsync(s_shop, Token);
        }
        finally
        {
            await over.CancelAsync();
            await answering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
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
