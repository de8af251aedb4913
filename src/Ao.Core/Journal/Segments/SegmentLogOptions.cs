namespace Ao.Journal;

/// <summary>How large a run's output may become and how long it may be unflushed.</summary>
internal sealed record SegmentLogOptions
{
    /// <summary>Gets how many bytes are kept, frames' headers included; the oldest segment goes when there are more.</summary>
    public long SizeLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>Gets the size at which a segment is full.</summary>
    public long SegmentSize { get; init; } = 4 * 1024 * 1024;

    /// <summary>Gets how long output may be in the operating system's memory only: what a power cut can cost. A killed process costs nothing.</summary>
    public TimeSpan FlushInterval { get; init; } = TimeSpan.FromSeconds(1);
}
