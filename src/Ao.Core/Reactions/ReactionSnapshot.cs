namespace Ao.Reactions;

/// <summary>What is kept of all reactions.</summary>
internal sealed record ReactionSnapshot(DateTimeOffset? WatchedSince, IReadOnlyList<ReactionState> Reactions);
