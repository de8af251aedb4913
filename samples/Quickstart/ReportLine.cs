using Ao;

namespace Quickstart;

/// <summary>A report that a session filed, and what became of it.</summary>
internal sealed record ReportLine(SessionId Session, string Type, string Title, string? Issue, string? Location, string? Problem);
