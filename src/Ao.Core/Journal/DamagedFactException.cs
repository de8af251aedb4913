namespace Ao.Journal;

/// <summary>Is thrown when a fact on disk is not as it was written.</summary>
internal sealed class DamagedFactException(long position) : JournalException(
    $"Fact {position} in the journal is not as it was written: the disk or something else has changed it. Start the host again: the fact is set aside then, and what is missing is reported.")
{
    /// <summary>Gets the position of the fact.</summary>
    public long Position => position;
}
