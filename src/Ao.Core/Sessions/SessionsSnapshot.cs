namespace Ao.Sessions;

/// <summary>All that is known of sessions, as a snapshot keeps it.</summary>
/// <param name="Sessions">The sessions.</param>
/// <param name="Highest">The highest number of each prefix, that of a session too which a recovered journal has lost.</param>
/// <param name="Keys">The sessions that requests with a key made.</param>
internal sealed record SessionsSnapshot(IReadOnlyList<SessionState> Sessions, IReadOnlyDictionary<string, long> Highest, IReadOnlyDictionary<string, SessionId> Keys);
