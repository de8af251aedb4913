using Ao.Trackers;

namespace Ao.Plugins.LocalFiles;

/// <summary>What the file of an issue holds.</summary>
internal sealed record IssueFile
{
    public required int Format { get; init; }

    public required string Id { get; init; }

    /// <summary>The project's count of changes when this one was written: what a feed's cursor names.</summary>
    public required long Revision { get; init; }

    public required string Title { get; init; }

    public bool Open { get; init; } = true;

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> Assignees { get; init; } = [];

    public string? Author { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The operations that made and changed the issue, oldest first.</summary>
    public IReadOnlyList<OperationKey> Operations { get; init; } = [];

    public string Body { get; init; } = "";

    public IReadOnlyList<IssueComment> Comments { get; init; } = [];

    /// <summary>The files that lie in the issue's folder.</summary>
    public IReadOnlyList<AttachmentFile> Attachments { get; init; } = [];

    public Issue ToIssue(string path) => new()
    {
        Id = Id,
        Title = Title,
        Body = Body,
        IsOpen = Open,
        Labels = Labels,
        Assignees = Assignees,
        Author = Author,
        CreatedAt = CreatedAt,
        Comments = Comments,
        Attachments = [.. Attachments.Select(static attachment => attachment.Description)],
        Address = new Uri(path),
    };
}
