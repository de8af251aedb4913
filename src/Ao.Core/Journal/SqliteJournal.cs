using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>The journal in a SQLite database: write-ahead log, every commit flushed, one writer thread.</summary>
internal sealed class SqliteJournal(JournalSettings settings, IEnumerable<IJournalObserver> observers, IFileSystemProbe probe, TimeProvider time, ILogger<SqliteJournal> logger) : IJournal
{
    private readonly IJournalObserver[] _observers = [.. observers];
    private readonly StreamIndex _index = new();
    private readonly RecentFacts _recent = new();
    private JournalWriter? _writer;
    private JournalReaderPool? _readers;
    private JournalLock? _lock;
    private int _closing;

    public long Epoch => Writer.Epoch;

    public long Head => Writer.Head;

    private JournalWriter Writer => _writer ?? throw new JournalException("The journal is not open: start the host first.");

    /// <summary>Opens the journal and tells the observers of everything in it.</summary>
    /// <exception cref="JournalException">It cannot be opened; the message says why and what to do.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        JournalFolder.Prepare(settings.Folder, probe);
        var owner = JournalOwner.Current(time);
        _lock = JournalLock.Acquire(settings.Folder, owner);
        JournalDatabase? database = null;
        try
        {
            JournalRecovery.Check(settings, time, logger);
            database = JournalDatabase.Open(settings);
            var group = new JournalGroup(_index, time);
            _readers = new JournalReaderPool(settings.Database);
            await ReplayAsync(group, cancellationToken).ConfigureAwait(false);
            group.TakeEpoch(database.TakeEpoch(owner, group.Epoch));
            _recent.Begin(group.Head);
            JournalLog.Opened(logger, settings.Database, group.Epoch, group.Head);
            _writer = new JournalWriter(settings, database, group, _observers, _recent, time, logger);
            database = null;
        }
        catch (Exception exception)
        {
            database?.Dispose();
            await CloseAsync().ConfigureAwait(false);
            if (exception is SqliteException sqlite)
            {
                throw JournalErrors.From(sqlite, settings.Database, "opened");
            }

            throw;
        }
    }

    /// <summary>Writes what is waiting, ends subscriptions and gives the folder free.</summary>
    public async ValueTask CloseAsync()
    {
        if (Interlocked.Exchange(ref _closing, 1) != 0)
        {
            return;
        }

        try
        {
            if (_writer is { } writer)
            {
                await writer.CloseAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _recent.Close();
            _readers?.Dispose();
            _lock?.Dispose();
        }
    }

    public async ValueTask<IReadOnlyList<Fact>> AppendAsync(IReadOnlyList<StreamAppend> appends, CancellationToken cancellationToken = default)
    {
        AppendRules.Check(appends);
        return await Writer.DoAsync(new AppendWork(appends), cancellationToken).ConfigureAwait(false);
    }

    public async IAsyncEnumerable<Fact> ReadAsync(long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        var head = Head;
        while (after < head)
        {
            var facts = await ReadBatchAsync(after, head, cancellationToken).ConfigureAwait(false);
            foreach (var fact in facts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return fact;
            }

            after = facts.Count == 0 ? head : facts[^1].Position;
        }
    }

    public async IAsyncEnumerable<Fact> ReadStreamAsync(string stream, long afterVersion = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        var head = Head;
        var skip = _index.CountUpTo(stream, afterVersion);
        while (_index.Positions(stream, skip, JournalReader.BatchCount, head) is { Count: > 0 } positions)
        {
            var facts = await Readers.ReadAsync(reader => reader.ReadAt(positions), cancellationToken).ConfigureAwait(false);
            foreach (var fact in facts.Where(fact => fact.Version > afterVersion))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return fact;
            }

            skip += facts.Count;
        }
    }

    public async IAsyncEnumerable<Fact> SubscribeAsync(long after, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        _ = Writer;
        while (true)
        {
            var next = _recent.Read(after);
            var facts = next.Facts;
            if (facts.Count == 0 && next.Last > after)
            {
                facts = await ReadBatchAsync(after, next.Last, cancellationToken).ConfigureAwait(false);
            }

            foreach (var fact in facts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return fact;
                after = fact.Position;
            }

            if (next.Changed is null)
            {
                yield break;
            }

            await next.Changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask SaveSnapshotAsync(string name, JournalSnapshot snapshot, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(snapshot);
        await Writer.DoAsync(new SnapshotWork(name, snapshot), cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<JournalSnapshot?> LoadSnapshotAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Readers.ReadAsync(reader => reader.ReadSnapshot(name), cancellationToken);
    }

    /// <summary>Fills the journal, which must be empty, with facts in the order of their positions: all of them or none.</summary>
    public ValueTask<long> ImportAsync(IEnumerable<Fact> facts, CancellationToken cancellationToken) =>
        Writer.DoAsync(new ImportWork(facts), cancellationToken);

    public ValueTask DisposeAsync() => CloseAsync();

    private JournalReaderPool Readers => _readers ?? throw new JournalException("The journal is not open: start the host first.");

    private ValueTask<IReadOnlyList<Fact>> ReadBatchAsync(long after, long head, CancellationToken cancellationToken) =>
        Readers.ReadAsync(reader => reader.ReadAll(after, head), cancellationToken);

    private async ValueTask ReplayAsync(JournalGroup group, CancellationToken cancellationToken)
    {
        while (await ReadBatchAsync(group.Head, long.MaxValue, cancellationToken).ConfigureAwait(false) is { Count: > 0 } facts)
        {
            foreach (var fact in facts)
            {
                group.Replay(fact);
                foreach (var observer in _observers)
                {
                    observer.OnCommitted(fact);
                }
            }
        }
    }
}
