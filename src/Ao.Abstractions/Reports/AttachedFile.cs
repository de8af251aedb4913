namespace Ao.Reports;

/// <summary>A file that goes along with a report or an issue.</summary>
public sealed record AttachedFile
{
    /// <summary>Gets what is known of it.</summary>
    public required ReportAttachment Description { get; init; }

    /// <summary>Gets what opens its content for reading. The content is the one that the hash names; the caller disposes of the stream.</summary>
    public required Func<CancellationToken, ValueTask<Stream>> OpenAsync { get; init; }
}
