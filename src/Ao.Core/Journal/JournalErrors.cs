using Microsoft.Data.Sqlite;

namespace Ao.Journal;

/// <summary>Says what SQLite's errors mean for the person who must mend them.</summary>
internal static class JournalErrors
{
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ReadOnly = 8;
    private const int NotADatabase = 26;
    private const int Permission = 3;

    /// <summary>Tells whether the file itself is damaged.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is Corrupt or NotADatabase;

    /// <summary>Makes the error that is shown.</summary>
    /// <param name="exception">What SQLite said.</param>
    /// <param name="database">The database.</param>
    /// <param name="verb">What was being done, such as <c>written</c>.</param>
    public static JournalException From(SqliteException exception, string database, string verb)
    {
        var reason = exception.SqliteErrorCode switch
        {
            Full => "the disk is full. Free some space: the next append goes on where this one failed.",
            IoError => "the disk reported an error. Check the disk and its free space; the next append tries again.",
            Corrupt or NotADatabase => "it is damaged. Start the host again: what can be read is recovered then, and what is missing is reported.",
            ReadOnly or CannotOpen or Permission => "this user may not use the file. Give it the right to read and write there, or choose another folder with Ao:DataFolder.",
            _ => "SQLite refused.",
        };
        return new JournalException($"The journal '{database}' cannot be {verb}: {reason} (SQLite: {exception.Message})", exception);
    }
}
