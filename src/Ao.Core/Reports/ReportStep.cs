namespace Ao.Reports;

/// <summary>One entry of what has happened to a report.</summary>
/// <param name="At">When.</param>
/// <param name="What">What, as the journal names it, such as <c>report.routed</c>.</param>
/// <param name="Detail">More about it, in words.</param>
public sealed record ReportStep(DateTimeOffset At, string What, string Detail);
