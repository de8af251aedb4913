using System.Collections.Immutable;

namespace Ao.Radar;

/// <summary>What is known of the collisions of a project's sessions, as it is folded from facts.</summary>
internal sealed record RadarState
{
    public required ProjectId Project { get; init; }

    /// <summary>Gets the version of the stream up to which this was folded.</summary>
    public long Version { get; init; }

    public ImmutableList<RadarPair> Pairs { get; init; } = [];

    public RadarPair? Find(SessionId earlier, SessionId later) => Pairs.Find(pair => pair.Earlier == earlier && pair.Later == later);
}
