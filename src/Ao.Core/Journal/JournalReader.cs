using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>A reading connection with its prepared statements. It is used by one caller at a time.</summary>
internal sealed class JournalReader : IDisposable
{
    /// <summary>How many facts are read at a time.</summary>
    public const int BatchCount = 512;

    private const int BatchBytes = 1024 * 1024;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _all;
    private readonly SqliteCommand _one;
    private readonly SqliteCommand _stream;
    private readonly SqliteCommand _snapshot;

    public JournalReader(string database)
    {
        _connection = JournalConnection.OpenReader(database);
        _all = Prepare($"SELECT {FactRow.Columns} FROM facts WHERE position > $after AND position <= $head ORDER BY position LIMIT {BatchCount}");
        _one = Prepare($"SELECT {FactRow.Columns} FROM facts WHERE position = $position");
        _stream = Prepare("""
            WITH RECURSIVE chain (position, previous) AS (
              SELECT position, previous FROM facts WHERE position = $last AND version > $after
              UNION ALL
              SELECT facts.position, facts.previous FROM chain JOIN facts ON facts.position = chain.previous WHERE facts.version > $after
            )
            SELECT position FROM chain ORDER BY position
            """);
        _snapshot = Prepare("SELECT position, schema, data FROM snapshots WHERE name = $name");
    }

    /// <summary>Reads the next facts behind a position, a bounded number of them.</summary>
    public IReadOnlyList<Fact> ReadAll(long after, long head)
    {
        Set(_all, "$after", after);
        Set(_all, "$head", head);
        return Read(_all);
    }

    /// <summary>Reads the facts at some positions, up to a bounded size.</summary>
    public IReadOnlyList<Fact> ReadAt(IReadOnlyList<long> positions)
    {
        var facts = new List<Fact>(positions.Count);
        var bytes = 0;
        foreach (var position in positions.TakeWhile(_ => bytes < BatchBytes))
        {
            Set(_one, "$position", position);
            var fact = Read(_one).Single();
            facts.Add(fact);
            bytes += fact.Data.Length;
        }

        return facts;
    }

    /// <summary>Gives the positions of a stream's facts behind a version, led back from its newest one.</summary>
    public IReadOnlyList<long> PositionsOf(long last, long afterVersion)
    {
        Set(_stream, "$last", last);
        Set(_stream, "$after", afterVersion);
        var positions = new List<long>();
        using var reader = _stream.ExecuteReader();
        while (reader.Read())
        {
            positions.Add(reader.GetInt64(0));
        }

        return positions;
    }

    public JournalSnapshot? ReadSnapshot(string name)
    {
        Set(_snapshot, "$name", name);
        using var reader = _snapshot.ExecuteReader();
        return reader.Read() ? new JournalSnapshot(reader.GetInt64(0), reader.GetInt32(1), reader.GetFieldValue<byte[]>(2)) : null;
    }

    public void Dispose()
    {
        _all.Dispose();
        _one.Dispose();
        _stream.Dispose();
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private static List<Fact> Read(SqliteCommand command)
    {
        var facts = new List<Fact>();
        var bytes = 0;
        using var reader = command.ExecuteReader();
        while (bytes < BatchBytes && reader.Read())
        {
            var fact = FactRow.Read(reader);
            facts.Add(fact);
            bytes += fact.Data.Length;
        }

        return facts;
    }

    private static void Set(SqliteCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
        }
        else
        {
            command.Parameters.AddWithValue(name, value);
        }
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
