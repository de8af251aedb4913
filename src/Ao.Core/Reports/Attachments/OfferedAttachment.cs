namespace Ao.Reports;

/// <summary>A file that somebody wants to go along with a report. Nothing of it is trusted.</summary>
/// <param name="Name">The name that it has where it comes from.</param>
/// <param name="Kind">What it shows.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="OpenAsync">Opens its content for reading; who takes it disposes of the stream.</param>
public sealed record OfferedAttachment(string Name, AttachmentKind Kind, string MediaType, Func<CancellationToken, ValueTask<Stream>> OpenAsync)
{
    /// <summary>Gets whether it is a record that grows at its end, of which the end is worth most. Of anything else a part is worth nothing.</summary>
    internal bool IsLog => Kind switch
    {
        AttachmentKind.Other => false,
        AttachmentKind.ApiTrace => MediaType.StartsWith("text/", StringComparison.OrdinalIgnoreCase) || MediaType.EndsWith("ndjson", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };
}
