using Ao.Alignment;
using Ao.Commands;
using Ao.Configuration;
using Ao.Convergence;
using Ao.Ledger.Protocol;
using Ao.Sessions;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.EndToEnd.Tests.Forks;

/// <summary>Two hosts look at one change of their upstream: what the first finds it breaks for a third fork, the second reads in the first one's ledger, and does not try again.</summary>
[Collection("One at a time")]
public sealed class SharedVerdictTests : IAsyncDisposable
{
    private const string Pool = "lib/ConnectionPool.cs";
    private readonly ForkWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Verdict_ThatOneHostPublishes_IsReadByTheOtherAndNotTriedAgain()
    {
        var (before, change) = await MakeForksAsync();
        using var unknown = LedgerSigner.Make(out _);
        var green = new PeerOptions { Name = "green", Location = _world.Combine("green.git"), ForkId = unknown.Key.ForkId };
        var (redTrials, blueTrials) = (new TrialCounter(), new TrialCounter());

        var red = await StartAsync("red", redTrials, green);
        var redId = (await red.Forks.DeclareAsync(new ProjectId("red"), Token)).ForkId;
        var found = Assert.Single((await CheckAsync(red, "red", change, before)).Verdicts, static verdict => verdict.Fork == "green");
        var published = await red.Ledgers.ExchangeAsync(new ProjectId("red"), Token);

        var blue = await StartAsync("blue", blueTrials, green, new PeerOptions { Name = "red", Location = _world.Combine("red.git"), ForkId = redId });
        Assert.Null(Assert.Single((await blue.Ledgers.ExchangeAsync(new ProjectId("blue"), Token)).Peers, peer => peer.ForkId == redId).Problem);
        var read = Assert.Single((await CheckAsync(blue, "blue", change, before)).Verdicts, static verdict => verdict.Fork == "green");

        Assert.All(published.Places, static place => Assert.Null(place.Problem));
        Assert.Null(found.By);
        Assert.Equal(AlignmentConfirmation.Merged, Assert.Single(found.Told).Confirmation);
        Assert.True(redTrials.Count > 0);
        Assert.Equal((found.Id, redId), (read.Id, read.By));
        Assert.Equal(List(red, "red", found.Id).Record, read.Record);
        Assert.Equal((found.Told.Single().Alert.Name, "src/Mine.cs"), (read.Told.Single().Alert.Name, read.Told.Single().Alert.References[0].Path));
        Assert.Equal(0, blueTrials.Count);

        // The host's own word could stand in the way of a merge, the peer's cannot.
        Assert.Equal((true, false), (found.CanBlock, read.CanBlock));
    }

    private static AlignmentVerdict List(IOrchestrator orchestrator, string project, string id) => orchestrator.Alignment.List(new ProjectId(project)).Single(verdict => verdict.Id == id);

    private static async Task<AlignmentReport> CheckAsync(IOrchestrator orchestrator, string project, string change, string before)
    {
        await orchestrator.Forks.LookAsync(new ProjectId(project), "green", Token);
        return await orchestrator.Alignment.CheckAsync(new ProjectId(project), change, before, Token);
    }

    private async Task<IOrchestrator> StartAsync(string name, TrialCounter trials, params IReadOnlyList<PeerOptions> peers)
    {
        var host = await _world.StartAsync(
            name,
            project =>
            {
                project.Fork.Peers = [.. peers];
                project.Alignment = new AlignmentOptions { Detector = "alignment", Publish = true };

                // Names and places are the forks' own: a verdict without them says too little to be taken.
                project.Convergence.Publish.Code = CodeShown.Patch;
            },
            services => services.AddSingleton<ICommandRunner>(trials));
        return ForkWorld.Of(host);
    }

    /// <summary>Makes three forks: one has left before the change and relies on what it takes away, the others have the change.</summary>
    /// <returns>The upstream's revision before the change, and the change.</returns>
    private async Task<(string Before, string Change)> MakeForksAsync()
    {
        await _world.CreateAsync();
        var before = await _world.ChangeAsync("upstream", Pool, "namespace Shop;\n\npublic sealed class ConnectionPool\n{\n    public int AcquireConnection() => 1;\n\n    public int ReleaseEverything() => 0;\n}\n");
        await _world.ForkAsync("green");
        await _world.ChangeAsync("green", "src/Mine.cs", "namespace Shop;\n\npublic sealed class Mine(ConnectionPool pool)\n{\n    public int First() => pool.AcquireConnection();\n}\n");
        var change = await _world.ChangeAsync("upstream", Pool, "namespace Shop;\n\npublic sealed class ConnectionPool\n{\n    public int ReleaseEverything() => 0;\n}\n");
        await _world.ForkAsync("red");
        await _world.ForkAsync("blue");
        return (before, change);
    }
}
