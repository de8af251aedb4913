using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Ao.Journal;

/// <summary>The one thread that writes. It puts what is waiting into one commit and tells observers, subscribers and then those who wait.</summary>
/// <remarks>
/// When anything fails, nothing of the group is acknowledged and the connection is given up. A new one first takes back what the failed commit
/// may have left and writes everything before it to the disk anew: a flush that failed is never just repeated.
/// </remarks>
internal sealed class JournalWriter
{
    private readonly JournalSettings _settings;
    private readonly IReadOnlyList<IJournalObserver> _observers;
    private readonly JournalSnapshots _snapshots;
    private readonly RecentFacts _recent;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly JournalGroup _group;
    private readonly Channel<JournalWork> _queue;
    private readonly List<JournalWork> _works = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalDatabase? _database;
    private volatile JournalException? _fault;
    private long _head;
    private long _epoch;

    /// <summary>Makes the writer of a journal whose facts the group has taken in.</summary>
    public JournalWriter(JournalSettings settings, JournalDatabase database, JournalGroup group, IReadOnlyList<IJournalObserver> observers, JournalSnapshots snapshots, RecentFacts recent, TimeProvider time, ILogger logger)
    {
        (_settings, _database, _group, _observers, _snapshots, _recent, _time, _logger) = (settings, database, group, observers, snapshots, recent, time, logger);
        _queue = Channel.CreateBounded<JournalWork>(new BoundedChannelOptions(settings.QueueLimit) { SingleReader = true });
        (_head, _epoch) = (group.Head, group.Epoch);
        new Thread(Run) { IsBackground = true, Name = "Ao journal" }.Start();
    }

    public long Head => Volatile.Read(ref _head);

    public long Epoch => Volatile.Read(ref _epoch);

    /// <summary>Has the writer do something.</summary>
    /// <exception cref="JournalException">The journal is closed, or has a defect.</exception>
    public async ValueTask<T> DoAsync<T>(JournalWork<T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_fault is { } fault)
        {
            throw fault;
        }

        try
        {
            if (!_queue.Writer.TryWrite(work))
            {
                await _queue.Writer.WriteAsync(work, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ChannelClosedException exception)
        {
            throw new JournalException("The journal is closed.", exception);
        }

        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((JournalWork)state!).Cancel(token), work);
        return await work.Task.ConfigureAwait(false);
    }

    /// <summary>Writes what is waiting and closes the database.</summary>
    public Task CloseAsync()
    {
        _queue.Writer.TryComplete();
        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            // This thread has nothing else to do than to wait for work.
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                WriteGroup();
            }

            Close();
            _ended.TrySetResult();
        }
        catch (Exception exception)
        {
            _ended.TrySetException(exception);
        }
    }

    private void Close()
    {
        try
        {
            _database ??= TryReopen();
            KeepLastSnapshot();
            _database?.Checkpoint();
        }
        catch (Exception exception) when (exception is SqliteException or JournalException)
        {
            // Nothing is lost by it: the log stays, and the next start reads it.
            JournalLog.CloseFailed(_logger, exception);
        }

        GiveUpConnection();
    }

    private void WriteGroup()
    {
        _works.Clear();
        try
        {
            if (_fault is { } fault)
            {
                throw fault;
            }

            _database ??= Reopen();
            _group.Begin(_database);
            Gather();
            _group.Commit();
        }
        catch (Exception exception)
        {
            FailGroup(exception);
            return;
        }

        _group.Accept();
        Publish();
        foreach (var work in _works)
        {
            work.Complete();
        }

        if (_snapshots.IsDue && _fault is null && _snapshots.Take(_group) is { } snapshot)
        {
            QueueSnapshot(snapshot);
        }
    }

    /// <summary>Has a snapshot written with the next commit, like anybody's; where that fails, the next one does as well.</summary>
    private void QueueSnapshot(JournalSnapshot snapshot)
    {
        var work = new StateWork(_snapshots, snapshot);
        _ = work.Task.ContinueWith(
            written => JournalLog.SnapshotFailed(_logger, written.Exception!, snapshot.Position),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        _queue.Writer.TryWrite(work);
    }

    private void KeepLastSnapshot()
    {
        if (_database is not null && _fault is null && _snapshots.IsBehind && _snapshots.Take(_group) is { } snapshot)
        {
            _group.Begin(_database);
            _group.SaveSnapshot(JournalSnapshots.Name, snapshot);
            _group.Commit();
        }
    }

    private void Gather()
    {
        var started = _time.GetTimestamp();
        while (_works.Count < _settings.GroupLimit && _queue.Reader.TryRead(out var work))
        {
            if (work.TryTake())
            {
                _works.Add(work);
                work.Write(_group);
            }

            if (_time.GetElapsedTime(started) >= _settings.GroupWindow)
            {
                return;
            }
        }
    }

    private void Publish()
    {
        var facts = _group.Facts;
        foreach (var fact in facts)
        {
            Tell(fact);
        }

        Volatile.Write(ref _head, _group.Head);
        Volatile.Write(ref _epoch, _group.Epoch);
        if (facts.Count > 0)
        {
            _recent.Add(facts);
        }
    }

    private void Tell(Fact fact)
    {
        _snapshots.Count(fact);
        foreach (var observer in _observers)
        {
            try
            {
                observer.OnCommitted(fact);
            }
            catch (Exception exception)
            {
                // The fact is durable and its append must say so; but what is derived from it is wrong from here on.
                var name = observer.GetType().Name;
                JournalLog.ObserverFailed(_logger, exception, name, fact.Position, fact.Type);
                _fault ??= new JournalException($"The journal takes no more facts: {name} failed on fact {fact.Position} ('{fact.Type}'), so what is derived from the facts may be wrong. The facts are safe; this is a defect: restart the host and report it. ({exception.Message})", exception);
            }
        }
    }

    private void FailGroup(Exception exception)
    {
        var error = exception switch
        {
            SqliteException sqlite => JournalErrors.From(sqlite, _settings.Database, "written"),
            JournalException journal => journal,
            _ => new JournalException($"The journal '{_settings.Database}' cannot be written: {exception.Message}", exception),
        };
        if (!ReferenceEquals(exception, _fault))
        {
            JournalLog.WriteFailed(_logger, error, _works.Count);
            var wasOpen = _database is not null;
            GiveUpConnection();
            _group.Clear();

            // What the failed commit may have left is taken back before anybody is told that it failed.
            _database = wasOpen ? TryReopen() : null;
        }

        if (_works.Count == 0)
        {
            // Nothing was taken yet: whoever waits is told rather than left waiting for a journal that may never come back.
            TakeWaiting();
        }

        foreach (var work in _works)
        {
            work.Fail(error);
        }
    }

    private void TakeWaiting()
    {
        while (_works.Count < _settings.GroupLimit && _queue.Reader.TryRead(out var work))
        {
            if (work.TryTake())
            {
                _works.Add(work);
            }
        }
    }

    private void GiveUpConnection()
    {
        var database = _database;
        _database = null;
        try
        {
            database?.Dispose();
        }
        catch (SqliteException exception)
        {
            JournalLog.CloseFailed(_logger, exception);
        }
    }

    private JournalDatabase? TryReopen()
    {
        try
        {
            return Reopen();
        }
        catch (Exception exception) when (exception is SqliteException or JournalException)
        {
            // The next append tries again, and so does closing.
            JournalLog.ReopenFailed(_logger, exception);
            return null;
        }
    }

    private JournalDatabase Reopen()
    {
        var database = JournalDatabase.Open(_settings);
        try
        {
            database.Mend(_group.Head);
            JournalLog.Reopened(_logger, _group.Head);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
