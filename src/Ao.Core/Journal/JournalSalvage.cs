using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>Reads what can be read of a damaged database: in order up to a damaged place, then on behind it.</summary>
internal sealed class JournalSalvage : IDisposable
{
    /// <summary>How far to look for a readable fact behind a damaged place when the end of the journal cannot be told.</summary>
    private const int BlindReach = 100_000;

    private readonly SqliteConnection? _connection;
    private bool _ended;

    public JournalSalvage(JournalSettings damaged)
    {
        try
        {
            _connection = JournalConnection.OpenWriter(damaged);
        }
        catch (SqliteException exception) when (JournalErrors.IsDamage(exception))
        {
            return;
        }

        Highest = Number("SELECT max(position) FROM facts");
    }

    /// <summary>Gets the highest position that the journal is known to have had; <see langword="null"/> when that cannot be told.</summary>
    public long? Highest { get; }

    /// <summary>Gives the highest epoch of a host, where it can be read.</summary>
    public long? HighestEpoch() => Number("SELECT max(epoch) FROM hosts");

    /// <summary>Reads every fact that can be read, in order.</summary>
    public IEnumerable<Fact> Read()
    {
        var (from, found) = (1L, false);
        while (_connection is not null && !_ended)
        {
            var read = 0;
            foreach (var fact in ReadFrom(from))
            {
                (from, read) = (fact.Position + 1, read + 1);
                yield return fact;
            }

            if (!_ended)
            {
                // A place that was found, but from which nothing could be read on, is not tried for ever.
                from = FindNext(found && read == 0 ? from + 1 : from);
                found = true;
            }
        }
    }

    public void Dispose() => _connection?.Dispose();

    private static Fact? Sound(SqliteDataReader reader)
    {
        try
        {
            var fact = FactRow.Read(reader);
            AppendRules.Name(fact.Stream, "stream");
            AppendRules.Fact(fact.Type, fact.Schema, fact.Data);
            return fact.Version > 0 && fact.Epoch > 0 ? fact : null;
        }
        catch (Exception exception) when (exception is InvalidCastException or InvalidOperationException or JournalException or ArgumentException or OverflowException)
        {
            // The caller counts it as missing: its position is not among those that are kept.
            return null;
        }
    }

    private IEnumerable<Fact> ReadFrom(long from)
    {
        using var command = Query($"SELECT {FactRow.Columns} FROM facts WHERE position >= $position ORDER BY position", from);
        using var reader = Try(command.ExecuteReader);
        while (reader is not null && TryRead(reader) is { } more)
        {
            if (!more)
            {
                _ended = true;
                yield break;
            }

            if (Sound(reader) is { } fact)
            {
                yield return fact;
            }
        }
    }

    private long FindNext(long from)
    {
        var end = Highest ?? from + BlindReach;
        for (var position = from; position <= end; position++)
        {
            using var command = Query($"SELECT {FactRow.Columns} FROM facts WHERE position = $position", position);
            using var reader = Try(command.ExecuteReader);
            if (reader is not null && TryRead(reader) == true && Sound(reader) is not null)
            {
                return position;
            }
        }

        _ended = true;
        return end;
    }

    private SqliteCommand Query(string sql, long position)
    {
        var command = _connection!.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$position", position);
        return command;
    }

    private long? Number(string sql)
    {
        if (_connection is null)
        {
            return null;
        }

        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return Try<long?>(() => command.ExecuteScalar() is long number ? number : 0L);
    }

    private static bool? TryRead(SqliteDataReader reader) => Try<bool?>(() => reader.Read());

    private static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException)
        {
            // Being unreadable is the answer here: what is missing is counted and reported.
            return default;
        }
    }
}
