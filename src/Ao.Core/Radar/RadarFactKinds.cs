using Ao.Journal;

namespace Ao.Radar;

/// <summary>The names that facts about collisions have in the journal.</summary>
internal static class RadarFactKinds
{
    public const string StreamPrefix = "radar/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("radar.collided", RadarFactsJson.Default.Collided),
        new("radar.parted", RadarFactsJson.Default.Parted),
        new("radar.settled", RadarFactsJson.Default.Settled),
    ];

    public static string StreamOf(ProjectId project) => $"{StreamPrefix}{project}";

    /// <summary>Reads the name of a stream.</summary>
    public static ProjectId? Read(string stream) =>
        stream.StartsWith(StreamPrefix, StringComparison.Ordinal) && ProjectId.TryParse(stream[StreamPrefix.Length..], null, out var project) ? project : null;
}
