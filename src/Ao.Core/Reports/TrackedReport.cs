namespace Ao.Reports;

/// <summary>A report and everything that came of it. It is kept for ever: nothing deletes a report or merges it away.</summary>
public sealed record TrackedReport
{
    /// <summary>Gets the id, such as <c>r-3f2a9c0d11e4</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the operation that filed it.</summary>
    public required OperationKey Operation { get; init; }

    /// <summary>Gets what was reported, with secrets taken out.</summary>
    public required Report Report { get; init; }

    /// <summary>Gets who filed it, where that was no session.</summary>
    public string? FiledBy { get; init; }

    /// <summary>Gets when it was filed.</summary>
    public required DateTimeOffset FiledAt { get; init; }

    /// <summary>Gets how much it weighs.</summary>
    public required AssessedSeverity Severity { get; init; }

    /// <summary>Gets the files that belong to it.</summary>
    public IReadOnlyList<ReportAttachment> Attachments { get; init; } = [];

    /// <summary>Gets why files that were offered with it are not kept, a sentence each.</summary>
    public IReadOnlyList<string> RefusedAttachments { get; init; } = [];

    /// <summary>Gets the key of its content: two reports with one key are the same report, whoever filed them.</summary>
    public required string ContentKey { get; init; }

    /// <summary>Gets its links to other reports, withdrawn ones among them, oldest first.</summary>
    public IReadOnlyList<ReportLink> Links { get; init; } = [];

    /// <summary>Gets the link that counts, where there is one.</summary>
    public ReportLink? Link { get; init; }

    /// <summary>Gets how far it has come.</summary>
    public required ReportProgress Progress { get; init; }

    /// <summary>Gets where it goes, once that is decided.</summary>
    public ReportRoute? Route { get; init; }

    /// <summary>Gets its issue, once there is one.</summary>
    public ReportIssue? Issue { get; init; }

    /// <summary>Gets how far it is followed up, once that is decided.</summary>
    public FollowUpPlan? Plan { get; init; }

    /// <summary>Gets why that far.</summary>
    public string? PlanReason { get; init; }

    /// <summary>Gets the session that mends it.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Gets the number of the pull request.</summary>
    public int? PullRequest { get; init; }

    /// <summary>Gets what stands in the way, or why it has come to rest; <see langword="null"/> where it goes on or is through.</summary>
    public string? Hindrance { get; init; }

    /// <summary>Gets what has happened to it, oldest first.</summary>
    public IReadOnlyList<ReportStep> Steps { get; init; } = [];
}
