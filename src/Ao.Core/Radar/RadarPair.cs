using System.Collections.Immutable;

namespace Ao.Radar;

/// <summary>Two sessions that collide or did, and what was told of it.</summary>
internal sealed record RadarPair
{
    public required SessionId Earlier { get; init; }

    public required SessionId Later { get; init; }

    /// <summary>Gets whether they collide as they were seen last.</summary>
    public bool IsColliding { get; init; }

    public DateTimeOffset Since { get; init; }

    public IReadOnlyList<RadarFile> Files { get; init; } = [];

    /// <summary>Gets all that sessions were told, over partings too: what comes and goes is told once.</summary>
    public ImmutableList<RadarTold> Told { get; init; } = [];

    /// <summary>Gets the paths that people were told of.</summary>
    public ImmutableHashSet<string> Noticed { get; init; } = [];

    /// <summary>Gets the notice that people were told by last.</summary>
    public OperationKey? Notice { get; init; }

    /// <summary>Gets how many notices there were.</summary>
    public int Notices { get; init; }

    public IEnumerable<string> ToldPathsOf(SessionId session) => Told.Where(told => told.Session == session).SelectMany(static told => told.Paths);
}
