namespace Ao.Radar;

/// <summary>What a session is told of another one.</summary>
/// <param name="Other">The other session.</param>
/// <param name="IsLater">Whether the session that is told was asked for later than the other one.</param>
/// <param name="OtherHasProposed">Whether the other one has proposed its change.</param>
/// <param name="Files">Where they collide.</param>
internal sealed record RadarNews(SessionId Other, bool IsLater, bool OtherHasProposed, IReadOnlyList<RadarFile> Files);
