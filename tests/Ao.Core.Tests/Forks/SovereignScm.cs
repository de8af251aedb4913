using System.Runtime.CompilerServices;
using Ao.Convergence;
using Ao.Core.Tests.Ledger;
using Ao.Scm;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Forks;

/// <summary>An scm that carries ledgers and knows how forks are related: all are kin, each with one branch.</summary>
internal sealed class SovereignScm(FakeLedgers places) : LedgerScm(places), IForkHistories
{
    /// <summary>Gets or sets a fork's newest revision.</summary>
    public Func<string, string> RevisionOf { get; set; } = static fork => $"{fork}-1";

    public ValueTask<ForkBranches> FetchForkAsync(ForkFetchRequest request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new ForkBranches("main", new Dictionary<string, string> { ["main"] = RevisionOf(request.ForkId) }));

    public ValueTask<ForkKinship> CompareForkAsync(ProjectSource source, string forkId, string branch, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new ForkKinship { IsKin = true, Roots = [ChainBuilder.Family], MergeBase = "base", SourceRevision = "base", ForkRevision = RevisionOf(forkId) });

    public async IAsyncEnumerable<ForkChange> ReadChangesAsync(ForkChangesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        yield break;
    }
}
