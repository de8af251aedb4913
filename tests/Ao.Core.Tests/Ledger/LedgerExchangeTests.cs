using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using static Ao.Core.Tests.Ledger.LedgerWorld;

namespace Ao.Core.Tests.Ledger;

/// <summary>What is taken of peers: those who keep to the protocol, and those who do not.</summary>
public sealed class LedgerExchangeTests : IDisposable
{
    private static readonly Ao.Consents.Operator s_ada = new("ada", "test");
    private readonly LedgerWorld _world = new();
    private readonly ChainBuilder _peer = new();

    public void Dispose()
    {
        _world.Dispose();
        _peer.Dispose();
    }

    [Fact]
    public async Task Exchange_TwoHosts_ReadEachOther()
    {
        using var other = new LedgerWorld(_world.Scm.Places);
        await using var engine = await Engine.StartAsync(_world.World);
        await using var second = await Engine.StartAsync(other.World);
        var (mine, theirs) = (await OpenAsync(engine), await OpenAsync(second));
        Pin(_world, theirs, "/theirs");
        Pin(other, mine, "/mine");
        _world.World.Project.Ledger.Places.Add(new() { Location = "/mine" });
        other.World.Project.Ledger.Places.Add(new() { Location = "/theirs" });
        await ReportAsync(engine, "It is slow");

        Assert.Equal(2, Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Places).Records);
        Assert.Equal(2, Assert.Single((await second.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers).Records);
        var answer = await ReportAsync(second, "So it is here");
        await second.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);

        Assert.Contains(await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Publisher = theirs.ForkId }, Token), entry => entry.Id == answer.Id);
        Assert.Equal(3, answer.Clock);
        Assert.Equal(0, Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Places).Records);
    }

    [Fact]
    public async Task Exchange_NotPinned_IsNotRead()
    {
        _peer.Add(ChainBuilder.Report("x"));
        _world.Offer(_peer);
        _world.World.Project.Fork.Peers.Add(new() { Name = "peer", Location = "/peer" });
        await using var engine = await Engine.StartAsync(_world.World);

        var result = Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers);

        Assert.Contains("not pinned", result.Problem, StringComparison.Ordinal);
        Assert.Empty(await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token));
        Assert.Equal(_peer.ForkId, Assert.Single(await engine.Orchestrator.Ledgers.LookAsync(Shop, "/peer", Token)).Key);
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.ImportAsync(Shop, _peer.ForkId, "/peer", Token));
    }

    [Fact]
    public async Task Exchange_RefusedRecords_AreCountedAndShown()
    {
        _peer.AddLines(2, _peer.Line(_peer.Payload(1)), "{}"u8.ToArray(), _peer.Line(_peer.Payload(1)), _peer.Line(_peer.Payload(2, "two")));
        await using var engine = await TakeAsync();

        var publisher = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));

        Assert.Equal((2, 2), (publisher.Records, publisher.RefusedCount));
        Assert.Equal([LedgerRefusalCause.Malformed, LedgerRefusalCause.Replayed], publisher.Refused.Select(static refusal => refusal.Cause));
        Assert.Equal(_peer.Signer.Key.Fingerprint, publisher.Fingerprint);
    }

    [Fact]
    public async Task Restart_WhatWasVerified_IsReadAgainAndNotTakenTwice()
    {
        _peer.AddLines(2, _peer.Line(_peer.Payload(1)), "{}"u8.ToArray(), _peer.Line(_peer.Payload(2, "two")));
        await using (await TakeAsync())
        {
        }

        // Had the signatures been verified again, this would be a breach: the bytes are kept by their id, which was verified.
        await using var next = await Engine.StartAsync(_world.World);
        var entries = await next.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token);
        var result = Assert.Single((await next.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers);

        Assert.Equal(2, entries.Count);
        Assert.Equal((0, 0), (result.Records, result.Refused));
    }

    [Fact]
    public async Task Exchange_Equivocation_SuspendsThePeerUntilAPersonTrustsIt()
    {
        using var twin = new ChainBuilder(_peer.Signer);
        _peer.Add(ChainBuilder.Report("one"));
        twin.Add(ChainBuilder.Report("another one"));
        await using var engine = await TakeAsync();
        _world.Offer(twin);

        var result = Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers);
        var suspended = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));

        Assert.Contains("contradict", result.Problem, StringComparison.Ordinal);
        Assert.Equal([_peer.Commits[0].Id, twin.Commits[0].Id], suspended.Evidence);
        Assert.Empty(await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token));
        Assert.Equal("ledger.suspended", Assert.Single(engine.Orchestrator.Notices.List()).Topic);

        await engine.Orchestrator.Ledgers.TrustAsync(Shop, _peer.ForkId, "They restored a backup.", s_ada, Token);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        Assert.Single(await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token));
        _peer.Add(ChainBuilder.Report("two"));
        _world.Offer(_peer);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        Assert.Equal(2, (await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token)).Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exchange_RolledBackOrGone_SuspendsThePeer(bool isGone)
    {
        _peer.Add(ChainBuilder.Report("one"));
        _peer.Add(ChainBuilder.Report("two"));
        await using var engine = await TakeAsync();
        _world.Scm.Places.Put("/peer", _peer.ForkId, isGone ? [] : [_peer.Commits[0]]);

        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);

        Assert.NotNull(Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Suspended);
    }

    [Fact]
    public async Task Exchange_RepositoryLostWhatWasTakenAndAnotherChainIsOffered_SuspendsThePeer()
    {
        using var twin = new ChainBuilder(_peer.Signer);
        _peer.Add(ChainBuilder.Report("one"));
        twin.Add(ChainBuilder.Report("another one"));
        await using (await TakeAsync())
        {
        }

        _world.Scm.Keep(_peer.ForkId, []);
        _world.Offer(twin);
        await using var next = await Engine.StartAsync(_world.World);
        await next.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);

        Assert.Contains("another than the one", Assert.Single(await next.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Suspended, StringComparison.Ordinal);
        Assert.Empty(await next.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Exchange_RepositoryLostWhatWasTaken_TakesItAgain(int left)
    {
        _peer.Add(ChainBuilder.Report("one"));
        _peer.Add(ChainBuilder.Report("two"));
        await using (await TakeAsync())
        {
        }

        _world.Scm.Keep(_peer.ForkId, [.. _peer.Commits.Take(left)]);
        await using var next = await Engine.StartAsync(_world.World);
        await next.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);

        Assert.Equal(2, (await next.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token)).Count);
        var publisher = Assert.Single(await next.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));
        Assert.Equal((2, null, null), (publisher.Records, publisher.Suspended, publisher.Problem));
    }

    [Fact]
    public async Task Exchange_Breach_SuspendsThePeerAndKeepsWhatCameBefore()
    {
        _peer.Add(ChainBuilder.Report("one"));
        _peer.Commit(_peer.NextFiles(), isSigned: false);
        await using var engine = await TakeAsync();

        var publisher = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));
        Assert.Contains("is not signed", publisher.Suspended, StringComparison.Ordinal);
        Assert.Equal((1, _peer.Commits[0].Id), (publisher.Records, publisher.Head));

        await engine.Orchestrator.Ledgers.TrustAsync(Shop, _peer.ForkId, "What came before is good.", s_ada, Token);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        Assert.Single(await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token));
    }

    [Fact]
    public async Task Exchange_SomebodyElseWroteAtItsPlace_IsFollowedAgainOnceItIsSetRightAndTrusted()
    {
        _peer.Add(ChainBuilder.Report("one"));
        await using var engine = await TakeAsync();
        _peer.Add(ChainBuilder.Report("two"));
        _world.Scm.Places.Put("/peer", _peer.ForkId, [_peer.Commits[0], _peer.Commits[1] with { Id = new string('b', 40) }]);
        Assert.NotNull(Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers).Problem);
        Assert.Single(engine.Orchestrator.Notices.List());

        _world.Scm.Places.Put("/peer", _peer.ForkId, [_peer.Commits[0]]);
        await engine.Orchestrator.Ledgers.TrustAsync(Shop, _peer.ForkId, "They have set it right.", s_ada, Token);
        var back = Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers);
        _world.Offer(_peer);
        var grown = Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers);

        Assert.Empty(engine.Orchestrator.Notices.List());
        Assert.Equal((null, 0, null, 1), (back.Problem, back.Records, grown.Problem, grown.Records));
        Assert.Equal(2, (await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token)).Count);
    }

    [Fact]
    public async Task Exchange_MoreThanADayTakes_IsHeldBackUntilTheNextDay()
    {
        _world.World.Project.Ledger.MaxRecordsADay = 100;
        _peer.Add(ChainBuilder.Report("at first"));
        await using var engine = await TakeAsync();
        foreach (var part in Enumerable.Range(0, 3))
        {
            _peer.Add([.. Enumerable.Range(0, 60).Select(number => ChainBuilder.Report($"Problem {part} {number}"))]);
        }

        _world.Offer(_peer);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        var held = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        Assert.Equal(61, Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Records);
        _world.World.Project.Ledger.MaxRecordsADay = 500;
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        var taken = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));

        Assert.Equal(61, held.Records);
        Assert.Contains("MaxRecordsADay", held.HeldBack, StringComparison.Ordinal);
        Assert.Equal((181, null), (taken.Records, taken.HeldBack));
    }

    [Fact]
    public async Task Exchange_MoreThanIsKept_IsHeldBack()
    {
        _world.World.Project.Ledger.MaxKeptBytes = 262_144;
        foreach (var part in Enumerable.Range(0, 6))
        {
            _peer.Add([.. Enumerable.Range(0, 50).Select(number => ChainBuilder.Report($"Problem {part} {number} {new string('x', 600)}"))]);
        }

        await using var engine = await TakeAsync();
        var held = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));

        Assert.Contains("MaxKeptBytes", held.HeldBack, StringComparison.Ordinal);
        Assert.InRange(held.Records, 50, 250);
    }

    [Fact]
    public async Task Exchange_RefusedAgainAndAgain_SuspendsThePeer()
    {
        foreach (var _ in Enumerable.Range(0, 11))
        {
            _peer.AddLines(0, [.. Enumerable.Repeat("{}"u8.ToArray(), 100)]);
        }

        await using var engine = await TakeAsync();

        Assert.Contains("were refused", Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Suspended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_LargerThanIsTakenHere_LeavesThoseRecordsOutAndFollowsTheChain()
    {
        using var next = LedgerSigner.Make(out _);
        var begun = _peer.Signer;
        foreach (var start in Enumerable.Range(0, 11).Select(static part => part * 100))
        {
            _peer.AddLines(start + 100, [.. Enumerable.Range(start + 1, 100).Select(clock => _peer.Line(_peer.Payload(clock, new string('x', 800))))]);
        }

        _peer.Add(next, LedgerBody.Draft(LedgerKinds.Identity, new IdentityBody { Name = "shop", Domain = new string('x', 2_000), PublicKey = next.Key.Text }, LedgerBodiesJson.Default.IdentityBody));
        _peer.Signer = begun;
        _world.World.Project.Ledger.MaxRecordBytes = 1_024;
        await using (var engine = await TakeAsync())
        {
            var first = Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));
            Assert.Equal((null, 1, 1_100), (first.Suspended, first.Records, first.RefusedCount));
            Assert.All(first.Refused, static refusal => Assert.Equal(LedgerRefusalCause.Oversized, refusal.Cause));
        }

        // The next life reads on where the first one was: what was left out is part of the chain all the same.
        _peer.Signer = next;
        _peer.AddLines(1_102, _peer.Line(_peer.Payload(1_100)), _peer.Line(_peer.Payload(1_102)));
        _world.Offer(_peer);
        await using var again = await Engine.StartAsync(_world.World);
        await again.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);

        var publisher = Assert.Single(await again.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));
        Assert.Equal((null, null, 2, 1_101), (publisher.Suspended, publisher.Problem, publisher.Records, publisher.RefusedCount));
        Assert.Equal(LedgerRefusalCause.Clock, publisher.Refused[^1].Cause);
    }

    [Fact]
    public async Task Exchange_PlaceThatCannotBeReached_SaysSoAndHoldsUpNobody()
    {
        using var second = new ChainBuilder();
        second.Add(ChainBuilder.Report("two"));
        _world.Pin(second, "second");
        _world.Offer(second, "second");
        _world.Scm.Places.Fault = static location => location == "/peer" ? new TransientException("no route") : null;
        await using var engine = await TakeAsync();

        var publishers = await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token);
        var result = await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);

        Assert.True(result.MayDoBetter);
        Assert.Equal(["no route", null], publishers.OrderBy(static publisher => publisher.Name).Select(static publisher => publisher.Problem));
        Assert.Single(await engine.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token));
    }

    [Fact]
    public async Task Import_OlderBundle_IsNobodysFault()
    {
        _peer.Add(ChainBuilder.Report("one"));
        _peer.Add(ChainBuilder.Report("two"));
        await using var engine = await TakeAsync();
        _world.Scm.Places.Put("/usb", _peer.ForkId, [_peer.Commits[0]]);

        var result = await engine.Orchestrator.Ledgers.ImportAsync(Shop, _peer.ForkId, "/usb", Token);

        Assert.Contains("earlier state", result.Problem, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Suspended);
    }

    [Fact]
    public async Task Import_NewerThanThePlace_ThePlaceMayLagBehindAndNotBeSetBack()
    {
        _peer.Add(ChainBuilder.Report("one"));
        _peer.Add(ChainBuilder.Report("two"));
        await using var engine = await TakeAsync();
        _peer.Add(ChainBuilder.Report("three"));
        _world.Scm.Places.Put("/usb", _peer.ForkId, [.. _peer.Commits]);

        Assert.Equal(1, (await engine.Orchestrator.Ledgers.ImportAsync(Shop, _peer.ForkId, "/usb", Token)).Records);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        Assert.Null(Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Suspended);

        _world.Scm.Places.Put("/peer", _peer.ForkId, [_peer.Commits[0]]);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        Assert.Contains("set back", Assert.Single(await engine.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token)).Suspended, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exchange_OwnKeyAsAPeer_IsSaid()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        Pin(_world, await OpenAsync(engine), "/self");

        Assert.Contains("own key", Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspend_ByAPerson_RecordsDoNotCount()
    {
        _peer.Add(ChainBuilder.Report("one"));
        await using var engine = await TakeAsync();

        await engine.Orchestrator.Ledgers.SuspendAsync(Shop, _peer.ForkId, "Their key was stolen.", s_ada, Token);

        Assert.Empty(engine.Get<ILedgerBook>().View(Shop).All);
        Assert.Equal("Their key was stolen.", Assert.Single((await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token)).Peers).Problem);
    }

    [Fact]
    public async Task Exchange_HostDiesAtEachStep_TakesEachRecordOnce()
    {
        _peer.Add(ChainBuilder.Report("one"), ChainBuilder.Report("two"));
        _peer.AddLines(4, "{}"u8.ToArray(), _peer.Line(_peer.Payload(4)));
        var start = await LedgerWorld.StepsOfStartAsync();
        for (var dieAt = start + 1; dieAt < start + 40; dieAt++)
        {
            using var world = new LedgerWorld();
            world.Pin(_peer);
            world.Offer(_peer);
            try
            {
                await using var engine = await Engine.StartAsync(world.World, dieAt: dieAt);
                await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
            }
            catch (AoException)
            {
                // The host has died on the way.
            }

            await using var next = await Engine.StartAsync(world.World);
            await next.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
            var publisher = Assert.Single(await next.Orchestrator.Ledgers.ListPublishersAsync(Shop, Token));

            Assert.Equal((3, 1, null), (publisher.Records, publisher.RefusedCount, publisher.Suspended));
            Assert.Equal(3, (await next.Orchestrator.Ledgers.ReadAsync(Shop, cancellationToken: Token)).Count);
        }
    }

    private static void Pin(LedgerWorld world, ForkKey key, string location) =>
        world.World.Project.Fork.Peers.Add(new() { Name = "peer", Location = location, ForkId = key.ForkId, PublicKey = Convert.ToBase64String(key.PublicKey.Span) });

    private async Task<Engine> TakeAsync()
    {
        _world.Pin(_peer);
        _world.Offer(_peer);
        var engine = await Engine.StartAsync(_world.World);
        await engine.Orchestrator.Ledgers.ExchangeAsync(Shop, Token);
        return engine;
    }
}
