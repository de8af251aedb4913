namespace Ao.Radar;

/// <summary>What is to be done about two sessions.</summary>
/// <param name="Action">What is written down.</param>
/// <param name="Files">Where they collide.</param>
internal sealed record RadarChoice(RadarAction Action, IReadOnlyList<RadarFile> Files)
{
    public static RadarChoice Nothing { get; } = new(RadarAction.None, []);

    /// <summary>Gets who is to be told, and of which files.</summary>
    public IReadOnlyList<(SessionId Session, IReadOnlyList<RadarFile> Files)> Tell { get; init; } = [];

    /// <summary>Gets whether people are to be told.</summary>
    public bool TellsPeople { get; init; }

    /// <summary>Gets why, where one of them is over.</summary>
    public string Reason { get; init; } = "";
}
