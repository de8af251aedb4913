namespace Ao.Trackers;

/// <summary>Which issues to list.</summary>
public sealed record IssueQuery
{
    /// <summary>Gets whether closed ones are listed too.</summary>
    public bool IncludeClosed { get; init; }

    /// <summary>Gets the labels that an issue must all have.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Gets the words that title or text must hold.</summary>
    public string? Text { get; init; }
}
