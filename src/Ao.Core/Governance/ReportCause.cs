using Ao.Reports;

namespace Ao.Governance;

/// <summary>What is known of the report that causes an effect.</summary>
/// <param name="Id">The report.</param>
/// <param name="Type">Its type.</param>
/// <param name="Confidence">How sure its reporter is, from 0 to 1, or <see langword="null"/> where it did not say.</param>
/// <param name="Severity">How much it weighs, where that is known.</param>
/// <param name="Component">The part of the project that it is about, where it says so.</param>
public sealed record ReportCause(string Id, ReportType Type, double? Confidence, ReportSeverity? Severity, string? Component);
