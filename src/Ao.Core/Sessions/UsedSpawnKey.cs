namespace Ao.Sessions;

/// <summary>A key that a session was asked for with.</summary>
/// <param name="Key">The key.</param>
/// <param name="Session">The session.</param>
internal sealed record UsedSpawnKey(OperationKey Key, SessionId Session);
