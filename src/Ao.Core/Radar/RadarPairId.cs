namespace Ao.Radar;

/// <summary>Two sessions of a project.</summary>
/// <param name="Earlier">The one that was asked for first.</param>
/// <param name="Later">The other one.</param>
internal readonly record struct RadarPairId(SessionId Earlier, SessionId Later);
