namespace Ao.Journal;

/// <summary>Is thrown when a stream is not at the version that a writer expected.</summary>
public sealed class StreamVersionException : JournalException
{
    /// <summary>Makes the error.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="expected">The version that was expected.</param>
    /// <param name="actual">The version that the stream is at.</param>
    public StreamVersionException(string stream, long expected, long actual)
        : base($"The stream '{stream}' is at version {actual}, not {expected}: somebody else wrote first. Read it again and decide anew.")
    {
        Stream = stream;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>Gets the stream.</summary>
    public string Stream { get; }

    /// <summary>Gets the version that was expected.</summary>
    public long Expected { get; }

    /// <summary>Gets the version that the stream is at.</summary>
    public long Actual { get; }
}
