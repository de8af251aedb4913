using System.Globalization;
using Ao.Trackers;

namespace Ao.Plugins.Git.Issues;

/// <summary>What is written down of an issue.</summary>
internal sealed record IssueRecord
{
    public required int Number { get; init; }

    /// <summary>Gets the repository that it is about: the source, or a fork.</summary>
    public required string Location { get; init; }

    public required string Title { get; init; }

    public string Body { get; init; } = "";

    public bool Open { get; init; } = true;

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> Assignees { get; init; } = [];

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the operations that made and changed it, oldest first.</summary>
    public required IReadOnlyList<OperationKey> Operations { get; init; }

    public IReadOnlyList<IssueComment> Comments { get; init; } = [];

    public IReadOnlyList<IssueFileRecord> Files { get; init; } = [];

    /// <summary>Gets the tree of its files, where it has any.</summary>
    public string? Tree { get; init; }

    public Issue Describe() => new()
    {
        Id = Number.ToString(CultureInfo.InvariantCulture),
        Title = Title,
        Body = Body,
        IsOpen = Open,
        Labels = Labels,
        Assignees = Assignees,
        CreatedAt = CreatedAt,
        Comments = Comments,
        Attachments = [.. Files.Select(static file => file.Description)],
    };
}
