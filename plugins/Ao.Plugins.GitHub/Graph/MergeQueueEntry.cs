namespace Ao.Plugins.GitHub.Graph;

/// <summary>A place in the merge queue.</summary>
internal sealed record MergeQueueEntry
{
    public string? State { get; init; }

    public int? Position { get; init; }
}
