namespace Ao.Sessions;

/// <summary>The state of the projection of sessions as it is kept in a snapshot.</summary>
/// <param name="Sessions">The sessions.</param>
/// <param name="HighestNumbers">The highest number that was used of each prefix.</param>
/// <param name="Keys">The keys that sessions were asked for with.</param>
internal sealed record SessionProjectionState(IReadOnlyList<SessionState> Sessions, IReadOnlyDictionary<string, long> HighestNumbers, IReadOnlyList<UsedSpawnKey> Keys);
