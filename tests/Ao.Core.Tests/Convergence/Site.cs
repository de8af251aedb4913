using Ao.Configuration;
using Ao.Core.Tests.Sessions;
using Ao.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace Ao.Core.Tests.Convergence;

/// <summary>A project that is a fork, with its scm, its ledger and a detector. It outlives engines.</summary>
internal sealed class Site : IDisposable
{
    public const string Games = "aaaaaaaaaaaaaaaa";
    public const string Video = "bbbbbbbbbbbbbbbb";
    public const string Shop = "cccccccccccccccc";
    private static readonly Dictionary<string, string> s_ids = new() { ["games"] = Games, ["video"] = Video, ["shop"] = Shop };

    public Site(string name, Dictionary<string, IReadOnlyList<LedgerEntry>> place, params IReadOnlyList<string> peers)
    {
        World = new World { Scm = new HistoryScm() };
        Book = new FakeBook(s_ids[name], place, [.. peers.Select(static peer => s_ids[peer])]);
        World.Others.Add(Detector);
        World.Replaces = services => services.AddSingleton<ILedgerBook>(Book);
        World.Project.Fork.Name = name;
        World.Project.Fork.Peers = [.. peers.Select(static peer => new PeerOptions { Name = peer, Location = $"/forks/{peer}", ForkId = s_ids[peer] })];
        World.Project.Convergence.Detectors = ["topics"];
    }

    public static ProjectId Project { get; } = new("shop");

    public World World { get; }

    public HistoryScm Scm => (HistoryScm)World.Scm;

    public FakeBook Book { get; }

    public GrowingDetector Detector { get; } = new();

    public PublishOptions Publish => World.Project.Convergence.Publish;

    public Task<Engine> StartAsync(int crashAt = 0, bool afterWrite = false, int dieAt = 0) => Engine.StartAsync(World, crashAt, afterWrite, dieAt);

    public void Dispose() => World.Dispose();
}
