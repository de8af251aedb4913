namespace Ao.Radar;

/// <summary>What is written down of sessions that collide.</summary>
internal static class RadarFacts
{
    /// <summary>Two sessions collide, in these files. What sessions and people are told of it is in the same append.</summary>
    /// <param name="Earlier">The session that was asked for first.</param>
    /// <param name="Later">The other one.</param>
    /// <param name="EarlierRevision">What the first one's workspace held.</param>
    /// <param name="LaterRevision">What the other one's held.</param>
    /// <param name="Files">Where.</param>
    /// <param name="Told">Which sessions were told, and of which paths.</param>
    /// <param name="Notice">The notice that people were told by.</param>
    internal sealed record Collided(SessionId Earlier, SessionId Later, string EarlierRevision, string LaterRevision, IReadOnlyList<RadarFile> Files, IReadOnlyList<RadarTold> Told, OperationKey? Notice = null);

    /// <summary>They collide no more, as they are now. What they were told of is remembered.</summary>
    internal sealed record Parted(SessionId Earlier, SessionId Later);

    /// <summary>One of them is over: what was known of the two is forgotten.</summary>
    internal sealed record Settled(SessionId Earlier, SessionId Later, string Reason);
}
