namespace Ao.Reports;

/// <summary>A severity that nobody gave.</summary>
/// <param name="Severity">The severity.</param>
/// <param name="Reason">Why, in words.</param>
internal sealed record InferredSeverity(ReportSeverity Severity, string Reason);
