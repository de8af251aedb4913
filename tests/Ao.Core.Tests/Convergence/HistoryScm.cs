using System.Runtime.CompilerServices;
using Ao.Convergence;
using Ao.Scm;
using Ao.TestSupport.Fakes;

namespace Ao.Core.Tests.Convergence;

/// <summary>An scm with forks whose histories are lists of changes. The project's own is <see cref="Own"/>.</summary>
internal sealed class HistoryScm : FakeScm, IScm, IForkHistories, ISourceTrees, IRevisionGraph
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Gets the histories, by the name of the fork.</summary>
    public Dictionary<string, List<ForkChange>> Histories { get; } = new(StringComparer.Ordinal);

    public List<ForkChange> Own { get; } = [];

    /// <summary>Gets forks that cannot be reached.</summary>
    public HashSet<string> Unreachable { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets forks that have another history.</summary>
    public HashSet<string> Strangers { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets forks that are shallow clones.</summary>
    public HashSet<string> Shallow { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets pairs of revisions that are in conflict, with the paths.</summary>
    public Dictionary<(string Ours, string Theirs), IReadOnlyList<string>> Conflicts { get; } = [];

    public int Reads { get; private set; }

    public static ForkChange Change(string revision, string message, string? author = null, string path = "runtime/timeout.py") =>
        new() { Revision = revision, Message = message, At = s_start, Author = author, Paths = [path], Patch = $"+{message}\n" };

    public void Add(string fork, params IEnumerable<ForkChange> changes)
    {
        if (!Histories.TryGetValue(fork, out var history))
        {
            Histories[fork] = history = [];
        }

        history.AddRange(changes);
    }

    public new ValueTask<SourceInfo> InspectAsync(ProjectSource source, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new SourceInfo { BaseBranch = "main", Revision = Own.Count == 0 ? "base" : Own[^1].Revision });

    public ValueTask<ForkBranches> FetchForkAsync(ForkFetchRequest request, CancellationToken cancellationToken = default) =>
        Unreachable.Contains(request.ForkId)
            ? throw new TransientException($"'{request.ForkId}' is away.")
            : ValueTask.FromResult(new ForkBranches("main", new Dictionary<string, string> { ["main"] = HeadOf(request.ForkId) }));

    public ValueTask<ForkKinship> CompareForkAsync(ProjectSource source, string forkId, string branch, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new ForkKinship { IsKin = !Strangers.Contains(forkId), IsShallow = Shallow.Contains(forkId), MergeBase = "base", ForkRevision = HeadOf(forkId) });

    public async IAsyncEnumerable<ForkChange> ReadChangesAsync(ForkChangesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var history = request.ForkId is { } fork ? Histories[fork] : Own;
        var from = request.After.Select(after => history.FindIndex(change => change.Revision == after)).DefaultIfEmpty(-1).Max();
        foreach (var change in history.Skip(from + 1).ToList())
        {
            Reads++;
            yield return change;
        }
    }

    public override ValueTask<ISourceTree> OpenTreeAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default) => throw new AoException("There are no trees.");

    public override ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>("base");

    public override ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Conflicts.TryGetValue((ours, theirs), out var conflicts) ? new TrialMerge(null, conflicts) : new TrialMerge("merged", []));

    public new ValueTask<bool> ContainsRevisionAsync(ProjectSource source, string contained, string container, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Own.FindIndex(change => change.Revision == contained) <= Own.FindIndex(change => change.Revision == container));

    private string HeadOf(string fork) => Histories.TryGetValue(fork, out var history) && history.Count > 0 ? history[^1].Revision : "base";
}
