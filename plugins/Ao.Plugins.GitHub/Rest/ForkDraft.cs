namespace Ao.Plugins.GitHub.Rest;

/// <summary>A fork to create.</summary>
internal sealed record ForkDraft
{
    public string? Organization { get; init; }

    public required bool DefaultBranchOnly { get; init; }
}
