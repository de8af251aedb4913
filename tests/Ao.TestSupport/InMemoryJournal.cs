using System.Runtime.CompilerServices;
using Ao.Journal;

namespace Ao.TestSupport;

/// <summary>A journal in memory with the promises of a real one: versions, epochs, all or nothing, observers told in order before an append returns.</summary>
/// <remarks>What it holds outlives the host: <see cref="Reopen"/> gives the journal to the next host, under a new epoch.</remarks>
public sealed class InMemoryJournal : IJournal
{
    private readonly Store _store;
    private readonly TimeProvider _time;
    private readonly List<Action<Fact>> _observers = [];
    private bool _dead;
    private int _appends;

    /// <summary>Makes an empty journal.</summary>
    public InMemoryJournal(TimeProvider? time = null)
        : this(new Store(), time ?? TimeProvider.System)
    {
    }

    private InMemoryJournal(Store store, TimeProvider time)
    {
        _store = store;
        _time = time;
        lock (_store.Facts)
        {
            Epoch = ++_store.Epoch;
        }
    }

    /// <inheritdoc/>
    public long Epoch { get; }

    /// <inheritdoc/>
    public long Head
    {
        get
        {
            lock (_store.Facts)
            {
                return _store.Facts.Count;
            }
        }
    }

    /// <summary>Gets how many appends were asked for.</summary>
    public int Appends => Volatile.Read(ref _appends);

    /// <summary>Gets or sets the number of the append at which the host dies, from 1; 0 for never. Every later call fails as well.</summary>
    public int CrashAt { get; set; }

    /// <summary>Gets or sets whether that append is still written, so that only its answer is lost.</summary>
    public bool CrashAfterWrite { get; set; }

    /// <summary>Gives the facts to a new host. The old one can write on until the new one has taken over its streams.</summary>
    public InMemoryJournal Reopen() => new(_store, _time);

    /// <summary>Tells an observer of every fact that is there, and then of each new one before its append returns.</summary>
    public void Observe(Action<Fact> observer)
    {
        lock (_store.Facts)
        {
            _store.Facts.ForEach(observer);
            _observers.Add(observer);
            _store.Observers.Add(observer);
        }
    }

    /// <summary>Lets the host die now.</summary>
    public void Kill()
    {
        lock (_store.Facts)
        {
            Die();
        }
    }

    /// <summary>Changes what is stored, as someone with access to the disk could.</summary>
    public void Tamper(Action<List<Fact>> change)
    {
        lock (_store.Facts)
        {
            change(_store.Facts);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Fact>> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken = default)
    {
        // A real journal answers later and elsewhere.
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_store.Facts)
        {
            var isLast = ++_appends == CrashAt;
            if (_dead || (isLast && !CrashAfterWrite))
            {
                Die();
                throw new HostDiedException();
            }

            if (isLast)
            {
                Die();
            }

            var written = Write(appends);
            return isLast ? throw new HostDiedException() : written;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> ReadAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var fact in From(after))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return fact;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> ReadStreamAsync(string stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var fact in ReadAsync(0, cancellationToken))
        {
            if (fact.Stream == stream && fact.Version > afterVersion)
            {
                yield return fact;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Fact> SubscribeAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task appended;
            lock (_store.Facts)
            {
                appended = _store.Appended.Task;
            }

            foreach (var fact in From(after))
            {
                after = fact.Position;
                yield return fact;
            }

            await appended.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask SaveSnapshotAsync(string name, JournalSnapshot snapshot, CancellationToken cancellationToken = default)
    {
        lock (_store.Facts)
        {
            _store.Snapshots[name] = snapshot;
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<JournalSnapshot?> LoadSnapshotAsync(string name, CancellationToken cancellationToken = default)
    {
        lock (_store.Facts)
        {
            return ValueTask.FromResult(_store.Snapshots.GetValueOrDefault(name));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Kill();
        return ValueTask.CompletedTask;
    }

    private Fact[] From(long after)
    {
        lock (_store.Facts)
        {
            var start = (int)Math.Min(after, _store.Facts.Count);
            while (start > 0 && _store.Facts[start - 1].Position > after)
            {
                start--;
            }

            return [.. _store.Facts[start..]];
        }
    }

    private void Die()
    {
        _dead = true;
        _store.Observers.RemoveAll(_observers.Contains);
    }

    private List<Fact> Write(IReadOnlyList<StreamAppend> appends)
    {
        foreach (var append in appends)
        {
            var (version, holder) = _store.Streams.GetValueOrDefault(append.Stream);
            var epoch = append.Epoch ?? Epoch;
            if (epoch < holder)
            {
                throw new StaleWriterException(append.Stream, epoch, holder);
            }

            if (append.ExpectedVersion is { } expected && expected != version)
            {
                throw new StreamVersionException(append.Stream, expected, version);
            }
        }

        List<Fact> written = [];
        foreach (var append in appends)
        {
            var version = _store.Streams.GetValueOrDefault(append.Stream).Version;
            var epoch = append.Epoch ?? Epoch;
            foreach (var fact in append.Facts)
            {
                written.Add(new Fact
                {
                    Position = _store.Facts.Count + 1,
                    Stream = append.Stream,
                    Version = ++version,
                    Epoch = epoch,
                    Type = fact.Type,
                    Schema = fact.Schema,
                    At = _time.GetUtcNow(),
                    Data = fact.Data.ToArray(),
                });
                _store.Facts.Add(written[^1]);
            }

            _store.Streams[append.Stream] = (version, epoch);
        }

        foreach (var fact in written)
        {
            _store.Observers.ForEach(observer => observer(fact));
        }

        _store.Appended.TrySetResult();
        _store.Appended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return written;
    }

    private sealed class Store
    {
        public long Epoch { get; set; }

        public List<Fact> Facts { get; } = [];

        public List<Action<Fact>> Observers { get; } = [];

        public Dictionary<string, (long Version, long Epoch)> Streams { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, JournalSnapshot> Snapshots { get; } = new(StringComparer.Ordinal);

        public TaskCompletionSource Appended { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
