using Ao.Scm;

namespace Ao.Reports;

/// <summary>A report to submit.</summary>
public sealed record ReportSubmission
{
    /// <summary>Gets the operation, whose mark the submitted report carries.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the report.</summary>
    public required Report Report { get; init; }

    /// <summary>Gets when it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Gets the files that go along with it.</summary>
    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];
}
