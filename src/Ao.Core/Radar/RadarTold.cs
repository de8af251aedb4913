namespace Ao.Radar;

/// <summary>That a session was told of a collision.</summary>
/// <param name="Session">The session.</param>
/// <param name="MessageId">The message.</param>
/// <param name="Paths">The paths that it was told of.</param>
internal sealed record RadarTold(SessionId Session, string MessageId, IReadOnlyList<string> Paths);
