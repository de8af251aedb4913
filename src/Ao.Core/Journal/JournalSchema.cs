using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>The form of the database: migrations that go forward only, each journal brought to the newest in one transaction.</summary>
internal sealed class JournalSchema(IReadOnlyList<string> migrations)
{
    /// <summary>The mark in the file's header that says it is a journal of Ao ("AoJn").</summary>
    public const int ApplicationId = 0x416F4A6E;

    /// <summary>Gets the form that this version of Ao writes.</summary>
    public static JournalSchema Current { get; } = new(
    [
        """
        CREATE TABLE facts (
          position INTEGER PRIMARY KEY,
          stream TEXT NOT NULL,
          version INTEGER NOT NULL,
          epoch INTEGER NOT NULL,
          type TEXT NOT NULL,
          schema INTEGER NOT NULL,
          at INTEGER NOT NULL,
          data BLOB NOT NULL,
          previous INTEGER NOT NULL,
          checksum INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER facts_are_final BEFORE UPDATE ON facts BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
        CREATE TABLE hosts (
          epoch INTEGER PRIMARY KEY,
          process INTEGER NOT NULL,
          start_time TEXT NOT NULL,
          boot TEXT NOT NULL,
          machine TEXT NOT NULL,
          since INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE snapshots (
          name TEXT PRIMARY KEY,
          position INTEGER NOT NULL,
          schema INTEGER NOT NULL,
          data BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    ]);

    /// <summary>Gets the newest form.</summary>
    public int Version => migrations.Count;

    /// <summary>Brings a database to the newest form.</summary>
    /// <exception cref="JournalException">The database is of a newer form, or is none of Ao's.</exception>
    public void Apply(SqliteConnection connection)
    {
        var version = Number(connection, "PRAGMA user_version");
        var mark = Number(connection, "PRAGMA application_id");
        if (mark != ApplicationId && (mark != 0 || version != 0 || Number(connection, "SELECT count(*) FROM sqlite_schema") != 0))
        {
            throw new JournalException($"'{connection.DataSource}' is a database, but not a journal of Ao. Choose another folder with Ao:DataFolder.");
        }

        if (version > Version)
        {
            throw new JournalException($"The journal '{connection.DataSource}' has form {version}; this version of Ao knows forms up to {Version}. Open it with the version of Ao that wrote it, or a newer one.");
        }

        if (version == Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var migration in migrations.Skip((int)version))
        {
            Execute(connection, transaction, migration);
        }

        Execute(connection, transaction, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version};");
        transaction.Commit();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
