using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>Opens connections with the settings that durability rests on.</summary>
internal static class JournalConnection
{
    /// <summary>Opens the writing connection.</summary>
    public static SqliteConnection OpenWriter(JournalSettings settings)
    {
        var connection = Open(settings.Database, SqliteOpenMode.ReadWriteCreate);
        try
        {
            var synchronous = settings.Synchronous == JournalSynchronous.Full ? "FULL" : "NORMAL";
            // EXTRA until the log is in use: a new database begins with a rollback journal, and were its removal lost in a power
            // cut, it would be played back over everything that came after. EXTRA flushes the folder too.
            Execute(connection, $"""
                PRAGMA busy_timeout = 30000;
                PRAGMA synchronous = EXTRA;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {synchronous};
                PRAGMA fullfsync = ON;
                PRAGMA checkpoint_fullfsync = ON;
                PRAGMA foreign_keys = ON;
                PRAGMA wal_autocheckpoint = 1000;
                PRAGMA journal_size_limit = 67108864;
                """);
            if (settings.PageLimit is { } pages)
            {
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
            }

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads.</summary>
    public static SqliteConnection OpenReader(string database)
    {
        var connection = Open(database, SqliteOpenMode.ReadOnly);
        try
        {
            Execute(connection, "PRAGMA busy_timeout = 30000; PRAGMA query_only = ON;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Open(string database, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = mode, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
