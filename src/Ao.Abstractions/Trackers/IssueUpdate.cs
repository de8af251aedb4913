using Ao.Reports;
using Ao.Scm;

namespace Ao.Trackers;

/// <summary>What to change in an issue; what is <see langword="null"/> stays.</summary>
public sealed record IssueUpdate
{
    /// <summary>Gets the operation.</summary>
    public required OperationKey Key { get; init; }

    /// <summary>Gets the project.</summary>
    public required ProjectSource Source { get; init; }

    /// <summary>Gets the issue's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the title.</summary>
    public string? Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string? Body { get; init; }

    /// <summary>Gets whether it shall be open or closed.</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Gets all labels it shall have.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Gets all it shall be assigned to.</summary>
    public IReadOnlyList<string>? Assignees { get; init; }

    /// <summary>Gets a comment to add.</summary>
    public string? Comment { get; init; }

    /// <summary>Gets the files to attach to it, beside those that it has.</summary>
    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];
}
