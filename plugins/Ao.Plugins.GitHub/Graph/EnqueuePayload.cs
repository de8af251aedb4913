namespace Ao.Plugins.GitHub.Graph;

/// <summary>The entry that was made.</summary>
internal sealed record EnqueuePayload
{
    public MergeQueueEntry? MergeQueueEntry { get; init; }
}
