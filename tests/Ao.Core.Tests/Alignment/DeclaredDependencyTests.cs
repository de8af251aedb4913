using Ao.Alignment;
using Ao.Configuration;
using Ao.Core.Tests.Forks;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.Scm;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Alignment;

/// <summary>What one fork declares to rely on, and another is told before it changes it.</summary>
public sealed class DeclaredDependencyTests : IDisposable
{
    private readonly FakeLedgers _places = new();
    private readonly SovereignWorld _games;
    private readonly SovereignWorld _shop;

    public DeclaredDependencyTests()
    {
        _games = new SovereignWorld("games", _places);
        _games.Project.Fork.Upstream = "/up";
        _games.Project.Convergence.Publish.Dependencies = true;
        _shop = new SovereignWorld("shop", _places);
        _shop.World.Named["alignment"] = new FakeChecker { Find = static (_, fork) => fork.Dependencies.Contains("TaskRunner.RunAsync") ? [FakeChecker.Alert(fork, name: "TaskRunner.RunAsync") with { References = [] }] : [] };
        _shop.Project.Alignment.Detector = "alignment";
        foreach (var revision in new[] { "base", "head-1", "head", "merged" })
        {
            _shop.Scm.Trees[revision] = new MemoryTree(revision, new Dictionary<string, string>());
        }

        _shop.Scm.TrialMerge = static (_, _) => new TrialMerge("merged", []);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _games.Dispose();
        _shop.Dispose();
    }

    [Theory]
    [InlineData("upstream", true)]
    [InlineData("shop", true)]
    [InlineData("video", false)]
    public async Task CheckAsync_WhatAForkHasDeclared_IsToldToWhomItConcerns(string on, bool isTold)
    {
        await using var shop = await _shop.StartAsync();
        var own = (await shop.Orchestrator.Forks.DeclareAsync(SovereignWorld.Shop, Token)).ForkId;
        _games.Pin("shop", _shop.Place, own);
        _games.Pin("video", "/forks/video", "0123456789abcdef");
        _games.Project.Alignment.DependsOn["runner"] = new DependencyOptions { Fork = on, Names = ["TaskRunner.RunAsync"] };
        await using var games = await _games.StartAsync();
        await SovereignWorld.PublishAsync(games);
        await KnowGamesAsync(shop, games);

        await shop.Orchestrator.Ledgers.ExchangeAsync(SovereignWorld.Shop, Token);
        var report = await shop.Orchestrator.Alignment.CheckAsync(SovereignWorld.Shop, "head-1", "base", Token);

        var verdict = Assert.Single(report.Verdicts);
        string[] expected = isTold ? ["TaskRunner.RunAsync"] : [];
        Assert.Equal(expected, verdict.Told.Select(static finding => finding.Alert.Name));
        Assert.False(verdict.CanBlock);
    }

    [Fact]
    public async Task CheckAsync_DeclaredAfterACheck_IsLookedAtAnew_AndNoMoreOnceItIsWithdrawn()
    {
        _games.Project.Alignment.DependsOn["runner"] = new DependencyOptions { Names = ["TaskRunner.RunAsync"] };
        _games.Project.Convergence.Publish.Dependencies = false;
        await using var shop = await _shop.StartAsync();
        await using (var games = await _games.StartAsync())
        {
            await SovereignWorld.PublishAsync(games);
            await KnowGamesAsync(shop, games);
            Assert.Equal(0, await ToldAsync(shop));
        }

        _games.Project.Convergence.Publish.Dependencies = true;
        await using (var games = await _games.StartAsync())
        {
            await SovereignWorld.PublishAsync(games);
            Assert.Equal(1, await ToldAsync(shop));
        }

        _games.Project.Alignment.DependsOn.Clear();
        await using (var games = await _games.StartAsync())
        {
            await SovereignWorld.PublishAsync(games);
            Assert.Equal(0, await ToldAsync(shop));
            Assert.Empty(await games.Orchestrator.Ledgers.ReadAsync(SovereignWorld.Shop, new LedgerQuery { Kind = LedgerKinds.Dependency }, Token));
        }
    }

    private static async Task<int> ToldAsync(Engine shop)
    {
        await shop.Orchestrator.Ledgers.ExchangeAsync(SovereignWorld.Shop, Token);
        return Assert.Single((await shop.Orchestrator.Alignment.CheckAsync(SovereignWorld.Shop, "head-1", "base", Token)).Verdicts).Told.Count();
    }

    private async Task KnowGamesAsync(Engine shop, Engine games) => await shop.Orchestrator.Forks.AdoptAsync(
        SovereignWorld.Shop,
        new Ao.Forks.ForkAdoption { Name = "games", Location = _games.Place, ForkId = games.Orchestrator.Ledgers.FindKey(SovereignWorld.Shop)!.ForkId },
        new Ao.Consents.Operator("ada", "test"),
        Token);
}
