using Ao.Consents;

namespace Ao.Reports;

/// <summary>How much a report weighs, and who says so.</summary>
public sealed record AssessedSeverity
{
    /// <summary>Gets how much it weighs.</summary>
    public required ReportSeverity Value { get; init; }

    /// <summary>Gets what the report said or the host inferred, before any correction.</summary>
    public required ReportSeverity Original { get; init; }

    /// <summary>Gets whether the host inferred it, because the report did not say.</summary>
    public bool IsInferred { get; init; }

    /// <summary>Gets why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the operator who has corrected it, where one has.</summary>
    public Operator? CorrectedBy { get; init; }
}
