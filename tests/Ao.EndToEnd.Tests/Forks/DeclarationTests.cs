using Ao.Configuration;
using Ao.Forks;
using Ao.Sessions;

namespace Ao.EndToEnd.Tests.Forks;

/// <summary>What forks declare, over real repositories and the plugins that are delivered.</summary>
[Collection("One at a time")]
public sealed class DeclarationTests : IAsyncDisposable
{
    private const string Pool = "namespace Shop.Runtime;\n\npublic sealed class TaskRunner\n{\n    public void RunBatchAsync()\n    {\n    }\n\n    public void Stop()\n    {\n    }\n}\n";
    private static readonly ProjectId s_red = new("red");
    private static readonly ProjectId s_blue = new("blue");
    private static readonly ProjectId s_upstream = new("upstream");
    private readonly ForkWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task DependsOn_WhatAForkDeclares_IsToldBeforeAnotherTakesItAway()
    {
        await _world.CreateAsync();
        var common = await _world.ChangeAsync("upstream", "src/runtime/TaskRunner.cs", Pool);
        await _world.ForkAsync("red");
        await _world.ForkAsync("blue");
        var taken = await _world.ChangeAsync("red", "src/runtime/TaskRunner.cs", Pool.Replace("    public void RunBatchAsync()\n    {\n    }\n\n", "", StringComparison.Ordinal));
        var blue = ForkWorld.Of(await _world.StartAsync("blue", static project =>
        {
            project.Alignment.DependsOn["runner"] = new DependencyOptions { Names = ["TaskRunner.RunBatchAsync"], Reason = "Our batches start there." };
            project.Convergence.Publish.Dependencies = true;
        }));
        var id = (await blue.Forks.DeclareAsync(s_blue, Token)).ForkId;
        await blue.Convergence.PublishAsync(s_blue, Token);
        Assert.All(await blue.Ledgers.PublishAsync(s_blue, Token), static place => Assert.Null(place.Problem));
        var red = ForkWorld.Of(await _world.StartAsync("red", project =>
        {
            project.Alignment.Detector = "alignment";
            project.Fork.Peers = [new PeerOptions { Name = "blue", Location = _world.Combine("blue.git"), ForkId = id }];
        }));
        await red.Ledgers.ExchangeAsync(s_red, Token);
        await red.Forks.LookAsync(s_red, "blue", Token);

        var report = await red.Alignment.CheckAsync(s_red, taken, common, Token);

        var verdict = report.Verdicts.Single(static verdict => verdict.Fork == "blue");
        var told = Assert.Single(verdict.Told);
        Assert.Equal("TaskRunner.RunBatchAsync", told.Alert.Name);
        Assert.Contains("'blue' has declared to rely on it", told.Alert.Reason, StringComparison.Ordinal);
        Assert.Empty(told.Alert.References);
        Assert.False(verdict.CanBlock);
    }

    [Fact]
    public async Task Describe_ForkThatHasLeftItsLedger_IsSeenBeforeItIsAdopted()
    {
        await _world.CreateAsync();
        await _world.ForkAsync("red");
        var red = ForkWorld.Of(await _world.StartAsync("red", project =>
        {
            (project.Fork.Contact, project.Fork.Domain, project.Fork.Role) = ("red@example.org", "slow lines", ForkRole.Contributor);
            project.Ledger.Places = [new LedgerPlaceOptions { Location = _world.Upstream }];
        }));
        var identity = await red.Forks.DeclareAsync(s_red, Token);
        await red.Ledgers.PublishAsync(s_red, Token);
        var upstream = ForkWorld.Of(await _world.StartAsync("upstream", static project => project.Ledger.Places = []));
        await upstream.Forks.DeclareAsync(s_upstream, Token);

        var described = await upstream.Forks.DescribeCandidateAsync(s_upstream, identity.ForkId, cancellationToken: Token);

        Assert.Equal(("The red fork", "red@example.org", "slow lines", ForkRole.Contributor, ForkLifecycle.Active), (described.Name, described.Contact, described.Domain, described.Role, described.Lifecycle));
        Assert.Equal((identity.PublicKey, _world.Upstream, 1, true, null), (described.PublicKey, described.Location, described.Records, described.SaysIsKin, described.Problem));
        Assert.DoesNotContain(await upstream.Ledgers.ReadAsync(s_upstream, cancellationToken: Token), entry => entry.Publisher == identity.ForkId);
        Assert.Equal("", await Git.RunAsync(_world.Combine("data-upstream/plugins/git/projects/upstream/ledger.git"), "for-each-ref", "refs/ao/peers"));
    }
}
