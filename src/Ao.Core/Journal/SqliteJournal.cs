using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>The journal in a SQLite database: write-ahead log, every commit flushed, one writer thread.</summary>
internal sealed class SqliteJournal : IJournal
{
    private readonly JournalSettings _settings;
    private readonly IJournalObserver[] _observers;
    private readonly IFileSystemProbe _probe;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JournalSnapshots _snapshots;
    private readonly StreamHeads _streams = new();
    private readonly RecentFacts _recent = new();
    private JournalWriter? _writer;
    private JournalReaderPool? _readers;
    private JournalLock? _lock;
    private int _closing;

    public SqliteJournal(JournalSettings settings, IEnumerable<IJournalObserver> observers, IFileSystemProbe probe, TimeProvider time, ILogger<SqliteJournal> logger)
    {
        (_settings, _observers, _probe, _time, _logger) = (settings, [.. observers], probe, time, logger);
        _snapshots = new JournalSnapshots(_observers, settings.SnapshotInterval, logger);
    }

    public long Epoch => Writer.Epoch;

    public long Head => Writer.Head;

    private JournalWriter Writer => _writer ?? throw new JournalException("The journal is not open: start the host first.");

    /// <summary>Opens the journal and tells the observers of everything in it.</summary>
    /// <exception cref="JournalException">It cannot be opened; the message says why and what to do.</exception>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        JournalFolder.Prepare(_settings.Folder, _probe);
        var owner = JournalOwner.Current(_time);
        _lock = await JournalLock.AcquireAsync(_settings.Folder, owner, _time, cancellationToken).ConfigureAwait(false);
        JournalDatabase? database = null;
        try
        {
            JournalRecovery.Check(_settings, _snapshots, _time, _logger);
            database = JournalDatabase.Open(_settings);
            var group = new JournalGroup(_streams, _time);
            _readers = new JournalReaderPool(_settings.Database);
            var snapshot = await LoadSnapshotAsync(JournalSnapshots.Name, cancellationToken).ConfigureAwait(false);
            if (_snapshots.Read(snapshot) is { } image)
            {
                _snapshots.Restore(snapshot!, image, group);
            }

            await ReplayAsync(group, cancellationToken).ConfigureAwait(false);
            group.TakeEpoch(database.TakeEpoch(owner, group.Epoch));
            _recent.Begin(group.Head);
            JournalLog.Opened(_logger, _settings.Database, group.Epoch, group.Head);
            _writer = new JournalWriter(_settings, database, group, _observers, _snapshots, _recent, _time, _logger);
            database = null;
        }
        catch (Exception exception)
        {
            database?.Dispose();
            await CloseAsync().ConfigureAwait(false);
            if (exception is SqliteException sqlite)
            {
                throw JournalErrors.From(sqlite, _settings.Database, "opened");
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
        var last = _streams[stream].Position;
        var positions = await Readers.ReadAsync(reader => reader.PositionsOf(last, afterVersion), cancellationToken).ConfigureAwait(false);
        for (var read = 0; read < positions.Count;)
        {
            IReadOnlyList<long> next = [.. positions.Skip(read).Take(JournalReader.BatchCount).TakeWhile(position => position <= head)];
            if (next.Count == 0)
            {
                yield break;
            }

            var facts = await ReadFactsAsync(reader => reader.ReadAt(next), cancellationToken).ConfigureAwait(false);
            foreach (var fact in facts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return fact;
            }

            read += facts.Count;
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
        ReadFactsAsync(reader => reader.ReadAll(after, head), cancellationToken);

    private async ValueTask<IReadOnlyList<Fact>> ReadFactsAsync(Func<JournalReader, IReadOnlyList<Fact>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await Readers.ReadAsync(read, cancellationToken).ConfigureAwait(false);
        }
        catch (DamagedFactException) when (_writer is not null)
        {
            _snapshots.GiveUp();

            // Without a snapshot the next start looks at every fact, and so sets this one aside.
            await SaveSnapshotAsync(JournalSnapshots.Name, new JournalSnapshot(0, Schema: 1, ReadOnlyMemory<byte>.Empty), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask ReplayAsync(JournalGroup group, CancellationToken cancellationToken)
    {
        while (await ReadBatchAsync(group.Head, long.MaxValue, cancellationToken).ConfigureAwait(false) is { Count: > 0 } facts)
        {
            foreach (var fact in facts)
            {
                group.Replay(fact);
                _snapshots.Count(fact);
                foreach (var observer in _observers)
                {
                    observer.OnCommitted(fact);
                }
            }
        }
    }
}
