namespace Ao.Reports;

/// <summary>What is known of a file that belongs to a report. Its content is kept under its hash.</summary>
public sealed record ReportAttachment
{
    /// <summary>Gets the name for people. It is no path.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what it shows.</summary>
    public AttachmentKind Kind { get; init; }

    /// <summary>Gets the media type, such as <c>text/plain</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the SHA-256 of the content, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
