using Ao.Convergence;
using Ao.Core.Tests.Ledger;
using Ao.Scm;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Forks;

/// <summary>An scm without files that keeps ledgers, and whose project is of one family.</summary>
internal sealed class RegisteringScm(FakeLedgers places) : LedgerScm(places), IForkHistories
{
    public ValueTask<ForkBranches> FetchForkAsync(ForkFetchRequest request, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new ForkBranches("main", new Dictionary<string, string> { ["main"] = "head" }));

    public ValueTask<ForkKinship> CompareForkAsync(ProjectSource source, string forkId, string branch, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new ForkKinship { IsKin = true, MergeBase = "base", ForkRevision = "head", SourceRevision = "head", Roots = [ChainBuilder.Family] });

    public IAsyncEnumerable<ForkChange> ReadChangesAsync(ForkChangesRequest request, CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<ForkChange>();
}
