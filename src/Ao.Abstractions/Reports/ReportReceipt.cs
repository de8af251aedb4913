namespace Ao.Reports;

/// <summary>Where a report went.</summary>
public sealed record ReportReceipt
{
    /// <summary>Gets the reporter's own id of the submitted report.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the issue that it became in the reporter's tracker, where it became one.</summary>
    public string? IssueId { get; init; }

    /// <summary>Gets where a person reads it: an address or a file.</summary>
    public required string Location { get; init; }
}
