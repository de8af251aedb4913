namespace Ao.Radar;

/// <summary>What was seen of two sessions.</summary>
/// <param name="Files">Where they collide; none where they can be merged.</param>
/// <param name="IsKnown">Whether that is known: nothing is concluded from what could not be seen.</param>
internal sealed record RadarSight(IReadOnlyList<RadarFile> Files, bool IsKnown = true)
{
    public static RadarSight Unknown { get; } = new([], IsKnown: false);

    public static RadarSight Clear { get; } = new([]);
}
