using Ao;
using Ao.Reports;

namespace Quickstart;

/// <summary>A report that a session filed, and what became of it.</summary>
internal sealed record ReportLine(string Id, SessionId? Session, string Type, string Title, ReportSeverity Severity, string? Issue, string? Location, SessionId? MendedBy, int? PullRequest, ReportProgress Progress, string? Problem);
