namespace Ao.Plugins.GitHub.Rest;

/// <summary>An issue to create.</summary>
internal sealed record IssueDraft
{
    public required string Title { get; init; }

    public required string Body { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public IReadOnlyList<string>? Assignees { get; init; }
}
