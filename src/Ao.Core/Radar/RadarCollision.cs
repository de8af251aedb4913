namespace Ao.Radar;

/// <summary>Two sessions whose changes cannot be merged with each other as they are now.</summary>
public sealed record RadarCollision
{
    /// <summary>Gets the project.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Gets the session that was asked for first.</summary>
    public required SessionId Earlier { get; init; }

    /// <summary>Gets the session that was asked for later.</summary>
    public required SessionId Later { get; init; }

    /// <summary>Gets since when they collide.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets where, 100 files at most.</summary>
    public required IReadOnlyList<RadarFile> Files { get; init; }

    /// <summary>Gets which of the two were told of it.</summary>
    public IReadOnlyList<SessionId> Told { get; init; } = [];

    /// <summary>Gets whether people were told, because both have proposed their changes all the same.</summary>
    public bool IsNoticed { get; init; }
}
