namespace Ao.Plugins.GitHub.Rest;

/// <summary>What a merge made.</summary>
internal sealed record MergeAnswer
{
    public string? Sha { get; init; }

    public required bool Merged { get; init; }

    public string? Message { get; init; }
}
