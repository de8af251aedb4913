using Ao.Reports;
using Ao.Scm;

namespace Ao.Trackers;

/// <summary>An issue to create.</summary>
public sealed record IssueRequest
{
    /// <summary>Gets the operation, whose mark the issue carries.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the title: one line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets the labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets who to assign it to.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>Gets the files to attach. A tracker without files of its own names them in the text.</summary>
    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];
}
