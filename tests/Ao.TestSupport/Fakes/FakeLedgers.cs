using System.Collections.Concurrent;
using Ao.Ledger;

namespace Ao.TestSupport.Fakes;

/// <summary>The places at which several hosts find each other's ledgers.</summary>
public sealed class FakeLedgers
{
    private readonly ConcurrentDictionary<(string Location, string ForkId), IReadOnlyList<LedgerCommit>> _chains = new();

    /// <summary>Gets or sets which places cannot be reached.</summary>
    public Func<string, Exception?> Fault { get; set; } = static _ => null;

    /// <summary>Gives the chain of a publisher at a place.</summary>
    public IReadOnlyList<LedgerCommit> Get(string location, string forkId) => _chains.GetValueOrDefault((location, forkId)) ?? [];

    /// <summary>Puts a chain there, whatever was there before.</summary>
    public void Put(string location, string forkId, IReadOnlyList<LedgerCommit> chain) => _chains[(location, forkId)] = chain;

    /// <summary>Gives the publishers at a place.</summary>
    public IReadOnlyDictionary<string, string> List(string location) =>
        _chains.Where(chain => chain.Key.Location == location && chain.Value.Count > 0).ToDictionary(static chain => chain.Key.ForkId, static chain => chain.Value[^1].Id);
}
