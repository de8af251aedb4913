using System.Collections.Concurrent;

namespace Ao.Ledger;

/// <summary>The ledgers in memory.</summary>
internal sealed class LedgerShelf : IDisposable
{
    private readonly ConcurrentDictionary<(ProjectId Project, string ForkId), KeptLedger> _kept = new();

    public KeptLedger Get(ProjectId project, string forkId) => _kept.GetOrAdd((project, forkId), static key => new KeptLedger(key.ForkId));

    public void Dispose()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Dispose();
        }
    }
}
