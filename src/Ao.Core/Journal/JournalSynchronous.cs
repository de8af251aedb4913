namespace Ao.Journal;

/// <summary>How hard a commit is pushed to the disk.</summary>
internal enum JournalSynchronous
{
    /// <summary>Every commit is flushed before it returns.</summary>
    Full,

    /// <summary>Commits are flushed at checkpoints only: a power cut loses the last ones.</summary>
    Normal,
}
