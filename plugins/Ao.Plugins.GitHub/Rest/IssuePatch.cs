namespace Ao.Plugins.GitHub.Rest;

/// <summary>What to change in an issue.</summary>
internal sealed record IssuePatch
{
    public string? Title { get; init; }

    public string? Body { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<string>? Labels { get; init; }

    public IReadOnlyList<string>? Assignees { get; init; }
}
