namespace Ao.Journal;

/// <summary>Where a journal is and how it writes.</summary>
internal sealed record JournalSettings
{
    /// <summary>Gets the folder that holds the journal and nothing else.</summary>
    public required string Folder
    {
        get;
        init
        {
            field = value;
            Database = Path.Combine(value, "journal.db");
        }
    }

    /// <summary>Gets how hard a commit is pushed to the disk. Anything but the default gives up the durability that the journal promises; it is there so that tests of that promise have a control that fails.</summary>
    public JournalSynchronous Synchronous { get; init; } = JournalSynchronous.Full;

    /// <summary>Gets how many appends one commit may hold.</summary>
    public int GroupLimit { get; init; } = 512;

    /// <summary>Gets how long a commit may gather appends that are already waiting.</summary>
    public TimeSpan GroupWindow { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Gets how many appends may wait before those who append are held back.</summary>
    public int QueueLimit { get; init; } = 4096;

    /// <summary>Gets after how many facts what they have come to is kept again, at the earliest.</summary>
    public int SnapshotInterval { get; init; } = 10_000;

    /// <summary>Gets the largest size of the database, in pages of 4,096 bytes.</summary>
    /// <value>The default is <see langword="null"/>: as large as the disk allows.</value>
    public long? PageLimit { get; init; }

    /// <summary>Gets the path of the database.</summary>
    public string Database { get; init; } = string.Empty;
}
