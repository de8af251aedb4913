using Ao.Configuration;
using Ao.Core.Tests.Ledger;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Forks;

/// <summary>A project that is a fork with a ledger, and publishes it to a place of its own that others reach.</summary>
internal sealed class SovereignWorld : IDisposable
{
    public static readonly ProjectId Shop = new("shop");

    public SovereignWorld(string name, FakeLedgers places)
    {
        Scm = new RegisteringScm(places);
        World = new World { Scm = Scm, Time = new FakeTimeProvider(ChainBuilder.Start), Reacts = false };
        World.Project.Fork.Name = name;
        Place = $"/forks/{name}";
        World.Project.Ledger.Places.Add(new LedgerPlaceOptions { Location = Place });
    }

    public RegisteringScm Scm { get; }

    public World World { get; }

    public string Place { get; }

    public ProjectOptions Project => World.Project;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<Engine> StartAsync() => Engine.StartAsync(World);

    public void Pin(string name, string location, string forkId) => Project.Fork.Peers.Add(new PeerOptions { Name = name, Location = location, ForkId = forkId });

    /// <summary>Puts into the ledger what the settings say, and brings it to its place.</summary>
    public static async Task PublishAsync(Engine engine)
    {
        await engine.Orchestrator.Forks.DeclareAsync(Shop, Token);
        await engine.Orchestrator.Convergence.PublishAsync(Shop, Token);
        Assert.All(await engine.Orchestrator.Ledgers.PublishAsync(Shop, Token), static place => Assert.Null(place.Problem));
    }

    /// <summary>Gives the newest record of a kind in the own ledger.</summary>
    public static async Task<LedgerEntry> NewestAsync(Engine engine, string kind) =>
        (await engine.Orchestrator.Ledgers.ReadAsync(Shop, new LedgerQuery { Publisher = engine.Orchestrator.Ledgers.FindKey(Shop)!.ForkId, Kind = kind }, Token))[^1];

    public void Dispose() => World.Dispose();
}
