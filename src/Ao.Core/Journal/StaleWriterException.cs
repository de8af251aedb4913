namespace Ao.Journal;

/// <summary>Is thrown when a stream has been taken over by a host of a newer epoch.</summary>
public sealed class StaleWriterException : JournalException
{
    /// <summary>Makes the error.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="epoch">The writer's epoch.</param>
    /// <param name="current">The epoch that holds the stream.</param>
    public StaleWriterException(string stream, long epoch, long current)
        : base($"The stream '{stream}' is held under epoch {current}; this writer has epoch {epoch} and must stop: another host has taken over.")
    {
        Stream = stream;
        Epoch = epoch;
        Current = current;
    }

    /// <summary>Gets the stream.</summary>
    public string Stream { get; }

    /// <summary>Gets the writer's epoch.</summary>
    public long Epoch { get; }

    /// <summary>Gets the epoch that holds the stream.</summary>
    public long Current { get; }
}
