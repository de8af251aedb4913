using Ao.Reports;

namespace Ao.Trackers;

/// <summary>An issue. All its texts come from outside.</summary>
public sealed record Issue
{
    /// <summary>Gets the id in its tracker.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the title.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets whether it is open.</summary>
    public bool IsOpen { get; init; } = true;

    /// <summary>Gets the labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets who it is assigned to.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>Gets who wrote it, where that is known.</summary>
    public string? Author { get; init; }

    /// <summary>Gets when it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the comments, oldest first.</summary>
    public IReadOnlyList<IssueComment> Comments { get; init; } = [];

    /// <summary>Gets the files that are attached to it.</summary>
    public IReadOnlyList<ReportAttachment> Attachments { get; init; } = [];

    /// <summary>Gets where a person reads it, where there is such a place.</summary>
    public Uri? Address { get; init; }
}
