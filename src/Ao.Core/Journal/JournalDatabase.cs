using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>The writing connection with its prepared statements. It belongs to one thread.</summary>
internal sealed class JournalDatabase : IDisposable
{
    private const int ConstraintViolated = 19;

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _insert;
    private readonly SqliteParameter[] _values;

    private JournalDatabase(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        _insert = Prepare("INSERT INTO facts (position, stream, version, epoch, type, schema, at, data, previous, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
        _values = [.. Enumerable.Range(1, 10).Select(number => new SqliteParameter($"${number}", number is 2 or 5 ? SqliteType.Text : number == 8 ? SqliteType.Blob : SqliteType.Integer))];
        _insert.Parameters.AddRange(_values);
    }

    /// <summary>Opens the database and brings it to the newest form.</summary>
    public static JournalDatabase Open(JournalSettings settings)
    {
        var connection = JournalConnection.OpenWriter(settings);
        try
        {
            JournalSchema.Current.Apply(connection);
            return new JournalDatabase(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Gives this host an epoch: one more than any host or fact before it has.</summary>
    /// <param name="owner">This host.</param>
    /// <param name="highest">The highest epoch of a fact: an import keeps facts, but not the hosts that wrote them.</param>
    public long TakeEpoch(JournalOwner owner, long highest)
    {
        using var command = Prepare("SELECT 1 + max(coalesce((SELECT max(epoch) FROM hosts), 0), $highest)");
        command.Parameters.AddWithValue("$highest", highest);
        var epoch = (long)command.ExecuteScalar()!;
        InsertHost(owner, epoch);
        return epoch;
    }

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void Rollback() => _rollback.ExecuteNonQuery();

    /// <summary>Inserts a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="previous">The position of the fact before it in its stream; 0 for the first.</param>
    public void Insert(Fact fact, long previous)
    {
        _values[0].Value = fact.Position;
        _values[1].Value = fact.Stream;
        _values[2].Value = fact.Version;
        _values[3].Value = fact.Epoch;
        _values[4].Value = fact.Type;
        _values[5].Value = (long)fact.Schema;
        _values[6].Value = FactTime.ToStored(fact.At);
        _values[7].Value = ToArray(fact.Data);
        _values[8].Value = previous;
        _values[9].Value = (long)FactChecksum.Of(fact, previous);
        _insert.ExecuteNonQuery();
    }

    /// <summary>Inserts a fact that was salvaged; not when another has its place.</summary>
    public bool TryInsert(Fact fact, long previous)
    {
        try
        {
            Insert(fact, previous);
            return true;
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == ConstraintViolated)
        {
            return false;
        }
    }

    /// <summary>Keeps the epoch that hosts before this one had, so that the next one is above it.</summary>
    public void KeepEpoch(JournalOwner owner, long epoch) => InsertHost(owner, epoch);

    public void SaveSnapshot(string name, JournalSnapshot snapshot)
    {
        using var command = Prepare("INSERT OR REPLACE INTO snapshots (name, position, schema, data) VALUES ($name, $position, $schema, $data)");
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$position", snapshot.Position);
        command.Parameters.AddWithValue("$schema", snapshot.Schema);
        command.Parameters.AddWithValue("$data", ToArray(snapshot.Data));
        command.ExecuteNonQuery();
    }

    /// <summary>Takes back what a failed commit may have left behind a position, and brings everything before it to the disk anew.</summary>
    /// <remarks>After a failed flush the operating system may hold pages for clean that never reached the disk. The checkpoint writes them again, to the database file, and flushes that.</remarks>
    public void Mend(long head)
    {
        using (var remove = Prepare("DELETE FROM facts WHERE position > $head; DELETE FROM snapshots WHERE position > $head"))
        {
            remove.Parameters.AddWithValue("$head", head);
            remove.ExecuteNonQuery();
        }

        if (!Checkpoint())
        {
            throw new JournalException("The journal's log could not be written back, because it is being read. It is tried again with the next append.");
        }
    }

    /// <summary>Brings the log into the database file.</summary>
    /// <returns>Whether that was possible: somebody may be reading what would be overwritten.</returns>
    public bool Checkpoint()
    {
        using var checkpoint = Prepare("PRAGMA wal_checkpoint(TRUNCATE)");
        using var result = checkpoint.ExecuteReader();
        return result.Read() && result.GetInt64(0) == 0;
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_begin, _commit, _rollback, _insert])
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private static byte[] ToArray(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length ? array : data.ToArray();

    private void InsertHost(JournalOwner owner, long epoch)
    {
        using var command = Prepare("INSERT OR REPLACE INTO hosts (epoch, process, start_time, boot, machine, since) VALUES ($epoch, $process, $start, $boot, $machine, $since)");
        command.Parameters.AddWithValue("$epoch", epoch);
        command.Parameters.AddWithValue("$process", owner.ProcessId);
        command.Parameters.AddWithValue("$start", owner.StartTime);
        command.Parameters.AddWithValue("$boot", owner.Boot);
        command.Parameters.AddWithValue("$machine", owner.Machine);
        command.Parameters.AddWithValue("$since", FactTime.ToStored(owner.Since));
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
