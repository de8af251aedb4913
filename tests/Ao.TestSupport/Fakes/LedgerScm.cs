using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ao.Ledger;
using Ao.Scm;

namespace Ao.TestSupport.Fakes;

/// <summary>An scm without files that keeps ledgers in memory, and carries them to places that hosts share.</summary>
public class LedgerScm(FakeLedgers places) : FakeScm, ILedgerTransport
{
    private const string Shop = "shop";
    private readonly ConcurrentDictionary<(string Project, string ForkId), IReadOnlyList<LedgerCommit>> _kept = new();

    /// <summary>Gets the places.</summary>
    public FakeLedgers Places => places;

    /// <summary>Gets or sets how many commits one call reads.</summary>
    public int CommitsAtOnce { get; set; } = 10_000;

    /// <summary>Gets how many commits were read.</summary>
    public int Read { get; private set; }

    /// <summary>Gets the commits that were pushed, each with its place.</summary>
    public ConcurrentQueue<(string Location, string Head)> Pushes { get; } = new();

    /// <summary>Gets or sets why a place takes nothing in a form; <see langword="null"/> where it takes it.</summary>
    public Func<LedgerPushRequest, string?> Refuses { get; set; } = static _ => null;

    /// <summary>Gives the chain that is kept here.</summary>
    public IReadOnlyList<LedgerCommit> Kept(string forkId, string project = Shop) => _kept.GetValueOrDefault((project, forkId)) ?? [];

    /// <summary>Keeps a chain, whatever was kept before.</summary>
    public void Keep(string forkId, IReadOnlyList<LedgerCommit> chain) => _kept[(Shop, forkId)] = chain;

    /// <inheritdoc/>
    public ValueTask<string?> FindHeadAsync(ProjectSource source, string forkId, CancellationToken cancellationToken = default) => ValueTask.FromResult(Kept(forkId, source.Project.Value) is [.., var head] ? head.Id : null);

    /// <inheritdoc/>
    public ValueTask<string> AppendAsync(LedgerAppend append, CancellationToken cancellationToken = default)
    {
        Fail("ledger-append");
        var kept = Kept(append.ForkId, append.Source.Project.Value);
        if ((kept is [.., var head] ? head.Id : null) != append.Parent)
        {
            throw new AoException("The chain has another head.");
        }

        var commit = LedgerCommits.Make(append.Parent, append.Files, append.Message, append.At, append.Sign);
        _kept[(append.Source.Project.Value, append.ForkId)] = [.. kept, commit];
        return Reply("ledger-append", commit.Id);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<LedgerCommit> ReadAsync(LedgerRead request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var kept = Kept(request.ForkId, request.Source.Project.Value);
        var first = request.After is null ? 0 : kept.Select(static commit => commit.Id).ToList().IndexOf(request.After) + 1;
        var last = request.Until is null ? kept.Count : kept.Select(static commit => commit.Id).ToList().IndexOf(request.Until) + 1;
        if ((request.After is not null && first == 0) || (request.Until is not null && last == 0))
        {
            throw new AoException("The chain does not hold the commit.");
        }

        foreach (var commit in kept.Take(last).Skip(first).Take(CommitsAtOnce))
        {
            Read++;
            yield return commit;
        }
    }

    /// <inheritdoc/>
    public ValueTask<LedgerFetch> FetchLedgerAsync(LedgerFetchRequest request, CancellationToken cancellationToken = default)
    {
        Reach(request.Location);
        var (kept, there) = (Kept(request.ForkId, request.Source.Project.Value), places.Get(request.Location, request.ForkId));
        kept = request.Verified is { } verified ? [.. kept.Take(kept.Select(static commit => commit.Id).ToList().IndexOf(verified) + 1)] : kept;
        var common = kept.Zip(there).TakeWhile(static pair => pair.First.Id == pair.Second.Id).Count();
        var (head, other) = (kept is [.., var mine] ? mine.Id : null, there is [.., var theirs] ? theirs.Id : null);
        if (there.Count == 0)
        {
            return ValueTask.FromResult(new LedgerFetch(LedgerFetchOutcome.Missing, head));
        }

        if (common < kept.Count)
        {
            return ValueTask.FromResult(new LedgerFetch(common == there.Count ? LedgerFetchOutcome.RolledBack : LedgerFetchOutcome.Forked, head, other));
        }

        _kept[(request.Source.Project.Value, request.ForkId)] = there;
        return ValueTask.FromResult(new LedgerFetch(common == there.Count ? LedgerFetchOutcome.UpToDate : LedgerFetchOutcome.Advanced, other));
    }

    /// <inheritdoc/>
    public ValueTask<LedgerPush> PushLedgerAsync(LedgerPushRequest request, CancellationToken cancellationToken = default)
    {
        Reach(request.Location);
        if (Refuses(request) is { } refusal)
        {
            return ValueTask.FromResult(new LedgerPush(null, refusal));
        }

        var kept = Kept(request.ForkId, request.Source.Project.Value);
        var chain = request.Head is null ? kept : [.. kept.Take(kept.Select(static commit => commit.Id).ToList().IndexOf(request.Head) + 1)];
        var there = places.Get(request.Location, request.ForkId);
        if (there.Count > 0 && !kept.Any(commit => commit.Id == there[^1].Id))
        {
            return ValueTask.FromResult(new LedgerPush(null, "Another ledger lies there."));
        }

        if (chain.Count > there.Count)
        {
            places.Put(request.Location, request.ForkId, chain);
            Pushes.Enqueue((request.Location, chain[^1].Id));
        }

        return Reply("ledger-push", new LedgerPush(chain[^1].Id));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<string, string>> ListLedgersAsync(ProjectSource source, string location, CancellationToken cancellationToken = default)
    {
        Reach(location);
        return ValueTask.FromResult(places.List(location));
    }

    private void Reach(string location)
    {
        if (places.Fault(location) is { } fault)
        {
            throw fault;
        }
    }
}
