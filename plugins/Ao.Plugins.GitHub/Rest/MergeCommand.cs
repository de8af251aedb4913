namespace Ao.Plugins.GitHub.Rest;

/// <summary>A merge to make.</summary>
internal sealed record MergeCommand
{
    public required string Sha { get; init; }

    public required string MergeMethod { get; init; }
}
