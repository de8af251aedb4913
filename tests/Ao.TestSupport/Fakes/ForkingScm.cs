using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ao.Convergence;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>An scm without files that reads the histories of forks which a test makes up, and brings one up to its upstream.</summary>
public sealed class ForkingScm : FakeScm, IForkHistories, IForkNetwork
{
    private readonly ConcurrentDictionary<string, (ForkBranches Branches, ForkKinship Kinship, IReadOnlyList<ForkChange> Changes)> _places = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _fetched = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _fetches = new();
    private readonly ConcurrentQueue<ForkSyncRequest> _syncs = new();

    /// <summary>Gets the places that were fetched from, in order.</summary>
    public IReadOnlyCollection<string> Fetches => _fetches;

    /// <summary>Gets the syncs that were made.</summary>
    public IReadOnlyCollection<ForkSyncRequest> Syncs => _syncs;

    /// <summary>Gets or sets what a sync does.</summary>
    public Func<ForkSyncRequest, ForkSyncResult> OnSync { get; set; } = static _ => new ForkSyncResult(ForkSyncOutcome.FastForwarded, "synced");

    /// <summary>Puts a fork with one branch at a place.</summary>
    public void Put(string location, ForkKinship kinship, IReadOnlyList<ForkChange>? changes = null, string branch = "main")
    {
        var revision = kinship.ForkRevision.Length > 0 ? kinship.ForkRevision : $"head-of-{location}";
        _places[location] = (new ForkBranches(branch, new Dictionary<string, string> { [branch] = revision }), kinship with { ForkRevision = revision }, changes ?? []);
    }

    /// <summary>Takes what is at a place away.</summary>
    public void Remove(string location) => _places.TryRemove(location, out _);

    /// <inheritdoc/>
    public ValueTask<ForkBranches> FetchForkAsync(ForkFetchRequest request, CancellationToken cancellationToken = default)
    {
        _fetches.Enqueue(request.Location);
        Fail($"fetch {request.Location}");
        _fetched[request.ForkId] = request.Location;
        return ValueTask.FromResult(_places.TryGetValue(request.Location, out var place) ? place.Branches : throw new TransientException($"'{request.Location}' does not answer."));
    }

    /// <inheritdoc/>
    public ValueTask<ForkKinship> CompareForkAsync(ProjectSource source, string forkId, string branch, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(_places[_fetched[forkId]].Kinship);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ForkChange> ReadChangesAsync(ForkChangesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var change in request.ForkId is { } fork ? _places[_fetched[fork]].Changes : [])
        {
            yield return change;
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Fork>> ListForksAsync(ProjectSource source, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IReadOnlyList<Fork>>([.. Forks]);

    /// <inheritdoc/>
    public ValueTask<ForkDivergence> GetDivergenceAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken = default)
    {
        var kinship = _places[fork.Location].Kinship;
        return ValueTask.FromResult(new ForkDivergence(kinship.Ahead, kinship.Behind, kinship.ForkRevision, kinship.SourceRevision));
    }

    /// <inheritdoc/>
    public ValueTask<ForkSyncResult> SyncForkAsync(ForkSyncRequest request, CancellationToken cancellationToken = default)
    {
        Fail("sync");
        _syncs.Enqueue(request);
        return Reply("sync", OnSync(request));
    }
}
