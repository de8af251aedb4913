namespace Ao.Reports;

/// <summary>Which reports to list.</summary>
public sealed record ReportQuery
{
    /// <summary>Gets the project, or <see langword="null"/> for all.</summary>
    public ProjectId? Project { get; init; }

    /// <summary>Gets the session that filed them, or <see langword="null"/> for any.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets the report whose cluster is wanted: itself and those that are linked to it.</summary>
    public string? Head { get; init; }

    /// <summary>Gets the least severity.</summary>
    public ReportSeverity? MinSeverity { get; init; }
}
