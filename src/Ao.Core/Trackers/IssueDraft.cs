namespace Ao.Trackers;

/// <summary>An issue to create.</summary>
public sealed record IssueDraft
{
    /// <summary>Gets the intent: used again, it creates nothing and gives the issue that it created.</summary>
    /// <value>The default is <see langword="null"/>: each call is an intent of its own.</value>
    public OperationKey? Key { get; init; }

    /// <summary>Gets the title: one line.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the text.</summary>
    public string Body { get; init; } = "";

    /// <summary>Gets the labels.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets who to assign it to.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];
}
