namespace Ao.Reports;

/// <summary>Where a report goes.</summary>
public sealed record ReportRoute
{
    /// <summary>Gets whether it stays on this machine or becomes an issue of a tracker.</summary>
    public required FeedbackMode Mode { get; init; }

    /// <summary>Gets whose tracker: <see cref="ReportTarget.Upstream"/> or <see cref="ReportTarget.Fork"/>.</summary>
    public required ReportTarget Target { get; init; }

    /// <summary>Gets the location of the repository that it is about.</summary>
    public required string Location { get; init; }

    /// <summary>Gets why, in words.</summary>
    public required string Reason { get; init; }
}
