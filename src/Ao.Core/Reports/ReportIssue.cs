namespace Ao.Reports;

/// <summary>The issue that a report became, or was found to be.</summary>
public sealed record ReportIssue
{
    /// <summary>Gets the name of the tracker that has it, or <see langword="null"/> where the reporter has no tracker.</summary>
    public string? Tracker { get; init; }

    /// <summary>Gets its id, or <see langword="null"/> where the reporter keeps reports without issues.</summary>
    public string? Id { get; init; }

    /// <summary>Gets where a person reads it.</summary>
    public required string Location { get; init; }

    /// <summary>Gets whether it was there already.</summary>
    public bool WasFound { get; init; }
}
