namespace Ao.Plugins.GitHub.Graph;

/// <summary>Whether there are more, and from where on.</summary>
internal sealed record GraphPage
{
    public required bool HasNextPage { get; init; }

    public string? EndCursor { get; init; }
}
