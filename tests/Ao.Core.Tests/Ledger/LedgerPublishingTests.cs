using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Ledger;
using Ao.TestSupport.Fakes;
using static Ao.Core.Tests.Ledger.LedgerWorld;

namespace Ao.Core.Tests.Ledger;

/// <summary>What leaves the host, and who has agreed to it.</summary>
public sealed class LedgerPublishingTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly LedgerWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Publish_NoPlace_NothingLeaves()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);

        Assert.Empty(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token));
        Assert.Empty(_world.Scm.Pushes);
    }

    [Fact]
    public async Task Preview_ShowsWhatIsNotThereYet()
    {
        _world.World.Project.Ledger.AskFirst = true;
        await using var engine = await StartAsync();
        await ReportAsync(engine, "one");

        var before = Assert.Single(await engine.Orchestrator.Ledgers.PreviewAsync(Shop, Token));
        var publishing = engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
        await AnswerAsync(engine, ConsentDecision.Approve);
        await publishing;
        await ReportAsync(engine, "two");
        var after = Assert.Single(await engine.Orchestrator.Ledgers.PreviewAsync(Shop, Token));

        Assert.Equal(2, before.Records.Count);
        Assert.Equal(LedgerKinds.Report, Assert.Single(after.Records).Kind);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Publish_PlaceWentBack_IsBroughtThereAgain(int left)
    {
        await using var engine = await StartAsync();
        await ReportAsync(engine, "one");
        await ReportAsync(engine, "two");
        await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
        var forkId = engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId;
        var whole = _world.Scm.Places.Get("/public", forkId);
        _world.Scm.Places.Put("/public", forkId, [.. whole.Take(left)]);

        var published = Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token));

        Assert.Null(published.Problem);
        Assert.Equal(whole[^1].Id, published.Head);
        Assert.Equal(whole, _world.Scm.Places.Get("/public", forkId));
    }

    [Fact]
    public async Task Publish_SomebodyElseWroteThere_IsToldAndNothingIsOverwritten()
    {
        await using var engine = await StartAsync();
        await ReportAsync(engine, "one");
        await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
        using var other = new ChainBuilder();
        other.Add(ChainBuilder.Report("something else"));
        var forkId = engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId;
        _world.Scm.Places.Put("/public", forkId, [.. other.Commits]);

        var published = Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token));

        Assert.Contains("it is none of it", published.Problem, StringComparison.Ordinal);
        Assert.Equal("ledger.unpublished", Assert.Single(engine.Orchestrator.Notices.List()).Topic);
        Assert.Equal(other.Commits, _world.Scm.Places.Get("/public", forkId));

        _world.Scm.Places.Put("/public", forkId, []);
        Assert.Null(Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token)).Problem);
        Assert.Empty(engine.Orchestrator.Notices.List());
    }

    [Fact]
    public async Task Publish_AskFirst_NothingLeavesBeforeAPersonAgrees()
    {
        _world.World.Project.Ledger.AskFirst = true;
        await using var engine = await StartAsync();
        await ReportAsync(engine, "one");
        var publishing = engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
        var head = _world.Scm.Kept(engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId)[^1].Id;
        var consent = await AnswerAsync(engine, ConsentDecision.Approve, async () =>
        {
            Assert.Empty(_world.Scm.Pushes);
            await ReportAsync(engine, "what nobody has agreed to");
        });

        Assert.Equal(head, Assert.Single(await publishing).Head);
        Assert.Equal((EffectKind.PublishLedger, "/public", head), (consent.Kind, consent.Parameters["place"], consent.Parameters["head"]));
        Assert.Contains("Ledger:AskFirst", string.Join(' ', consent.Details.Why), StringComparison.Ordinal);
        Assert.Equal(("/public", head), Assert.Single(_world.Scm.Pushes));
    }

    [Fact]
    public async Task Publish_PersonSaysNo_IsNotAskedAgainForTheSame()
    {
        _world.World.Project.Ledger.AskFirst = true;
        await using var engine = await StartAsync();
        var publishing = engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
        await AnswerAsync(engine, ConsentDecision.Deny);

        Assert.Contains("said no", Assert.Single(await publishing).Problem, StringComparison.Ordinal);
        Assert.Contains("said no", Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token)).Problem, StringComparison.Ordinal);
        Assert.Empty(_world.Scm.Pushes);
    }

    [Fact]
    public async Task Publish_ReplyLost_IsBroughtOnce()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);
        _world.World.Project.Ledger.Places.Add(new() { Location = "/public" });
        var isFirst = true;
        _world.Scm.LosesReply = what => what == "ledger-push" && isFirst && !(isFirst = false);

        Assert.Null(Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token)).Problem);
        Assert.Single(_world.Scm.Pushes);
    }

    [Fact]
    public async Task Publish_AnotherLedgerLiesThere_SaysSo()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        using var other = new ChainBuilder();
        other.Add(ChainBuilder.Report("x"));
        _world.Scm.Places.Put("/public", key.ForkId, other.Commits);
        _world.World.Project.Ledger.Places.Add(new() { Location = "/public" });

        Assert.Contains("Another ledger lies there", Assert.Single(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WritesABundle()
    {
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);

        var exported = await engine.Orchestrator.Ledgers.ExportAsync(Shop, "/media/usb/ledger.bundle", Token);

        Assert.Null(exported.Problem);
        Assert.Single(_world.Scm.Places.Get("/media/usb/ledger.bundle", key.ForkId));

        // The stick was emptied: asked for again, the file is written again.
        _world.Scm.Places.Put("/media/usb/ledger.bundle", key.ForkId, []);
        await engine.Orchestrator.Ledgers.ExportAsync(Shop, "/media/usb/ledger.bundle", Token);
        Assert.Single(_world.Scm.Places.Get("/media/usb/ledger.bundle", key.ForkId));
        await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Ledgers.ExportAsync(Shop, "ledger.bundle", Token));
    }

    [Fact]
    public async Task Stage_SomethingWasAdded_PublishesIt()
    {
        _world.World.Project.Ledger.Places.Add(new() { Location = "/public" });
        _world.World.Time = TimeProvider.System;
        await using var engine = await Engine.StartAsync(_world.World);
        var key = await OpenAsync(engine);
        await foreach (var fact in engine.Journal.SubscribeAsync(0, Token))
        {
            if (fact.Type == "ledger.published")
            {
                break;
            }
        }

        Assert.Single(_world.Scm.Places.Get("/public", key.ForkId));
    }

    [Fact]
    public async Task Publish_HostDiesAtEachStep_TheNextOneBringsEverything()
    {
        var start = await LedgerWorld.StepsOfStartAsync();
        for (var dieAt = start + 1; dieAt < start + 60; dieAt++)
        {
            using var world = new LedgerWorld();
            ForkKey key;
            await using (var first = await Engine.StartAsync(world.World))
            {
                key = await OpenAsync(first);
            }

            world.World.Project.Ledger.Places.Add(new() { Location = "/public" });
            try
            {
                await using var engine = await Engine.StartAsync(world.World, dieAt: dieAt);
                await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token);
            }
            catch (AoException)
            {
                // The host has died on the way.
            }

            await using var next = await Engine.StartAsync(world.World);
            var published = Assert.Single(await next.Orchestrator.Ledgers.PublishAsync(Shop, Token));

            Assert.Null(published.Problem);
            Assert.Single(Verify(world.Scm.Places.Get("/public", key.ForkId), key.ForkId));
        }
    }

    private async Task<Engine> StartAsync()
    {
        var engine = await Engine.StartAsync(_world.World);
        await OpenAsync(engine);

        // Behind the start, so that the stage does not publish by itself.
        _world.World.Project.Ledger.Places.Add(new() { Location = "/public" });
        return engine;
    }

    private static async Task<Consent> AnswerAsync(Engine engine, ConsentDecision decision, Func<Task>? before = null)
    {
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending)
            {
                if (before is not null)
                {
                    await before();
                }

                return await engine.Orchestrator.Consents.AnswerAsync(consent.Id, decision, s_ada, cancellationToken: Token);
            }
        }

        throw new InvalidOperationException("Nobody was asked.");
    }
}
