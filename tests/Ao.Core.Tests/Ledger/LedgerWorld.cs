using Ao.Configuration;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Ledger;

/// <summary>A host with a ledger, and the places that it shares with others.</summary>
internal sealed class LedgerWorld : IDisposable
{
    public static readonly ProjectId Shop = new("shop");

    public LedgerWorld(FakeLedgers? places = null)
    {
        Scm = new LedgerScm(places ?? new FakeLedgers());
        World = new World { Scm = Scm, Time = Time };
        World.Project.Fork.Name = "The shop";

        // The tests say when it is fetched.
        World.Project.Ledger.Interval = null;
    }

    public FakeTimeProvider Time { get; } = new(ChainBuilder.Start);

    public LedgerScm Scm { get; }

    public World World { get; }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static IdentityBody Identity(string name = "The shop") => new() { Name = name, Role = "fork", Family = ChainBuilder.Family };

    public void Pin(ChainBuilder peer, string name = "peer") => World.Project.Fork.Peers.Add(new PeerOptions { Name = name, Location = $"/{name}", ForkId = peer.ForkId, PublicKey = peer.Signer.Key.Text });

    public void Offer(ChainBuilder peer, string name = "peer") => Scm.Places.Put($"/{name}", peer.ForkId, [.. peer.Commits]);

    /// <summary>Opens the own ledger.</summary>
    public static Task<ForkKey> OpenAsync(Engine engine) => engine.Get<ILedgerBook>().OpenAsync(Shop, Identity(), Token);

    public static async Task<LedgerEntry> ReportAsync(Engine engine, string title, string? key = null)
    {
        var draft = ChainBuilder.Report(title, key);
        return await engine.Get<ILedgerBook>().AppendAsync(Shop, draft.Kind, draft.Body, "shop-1", Token);
    }

    /// <summary>Gives how many steps a host takes to start, so that a test can have it die behind them.</summary>
    public static async Task<int> StepsOfStartAsync()
    {
        using var world = new LedgerWorld();
        await using var engine = await Engine.StartAsync(world.World);
        return engine.Life.Steps;
    }

    /// <summary>Verifies a chain as a stranger would.</summary>
    public static IReadOnlyList<LedgerEntry> Verify(IReadOnlyList<LedgerCommit> chain, string forkId)
    {
        var (_, accepted, refused, breach) = ChainBuilder.Verify(chain, forkId);
        Assert.Null(breach);
        Assert.Empty(refused);
        return accepted;
    }

    public void Dispose() => World.Dispose();
}
