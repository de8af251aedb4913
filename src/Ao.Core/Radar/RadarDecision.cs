namespace Ao.Radar;

/// <summary>Decides what is to be done about two sessions that may collide: a pure function.</summary>
internal static class RadarDecision
{
    /// <summary>How often a session is told of another one, whatever comes and goes: an agent that writes without end must not be able to make others read without end.</summary>
    public const int MaxTellings = 10;

    /// <summary>Decides.</summary>
    /// <param name="known">What was written down of the two; nothing, where they have never collided.</param>
    /// <param name="earlier">The session that was asked for first; <see langword="null"/> where it is over.</param>
    /// <param name="later">The other one; <see langword="null"/> where it is over.</param>
    /// <param name="sight">What was seen of them.</param>
    /// <returns>What is to be done.</returns>
    public static RadarChoice Next(RadarPair? known, RadarSubject? earlier, RadarSubject? later, RadarSight sight)
    {
        if (earlier is null || later is null)
        {
            return known is null ? RadarChoice.Nothing : new RadarChoice(RadarAction.Settle, []) { Reason = $"Session '{(earlier is null ? known.Earlier : known.Later)}' is over." };
        }

        if (!sight.IsKnown)
        {
            return RadarChoice.Nothing;
        }

        if (sight.Files.Count == 0)
        {
            return known is { IsColliding: true } ? new RadarChoice(RadarAction.Part, []) : RadarChoice.Nothing;
        }

        List<(SessionId, IReadOnlyList<RadarFile>)> tell = [];
        foreach (var subject in new[] { earlier, later })
        {
            if (NewsFor(subject, known, sight.Files) is { Count: > 0 } news)
            {
                tell.Add((subject.Session, news));
            }
        }

        var tellsPeople = earlier.HasProposed && later.HasProposed && sight.Files.Any(file => known?.Noticed.Contains(file.Path) != true);
        return tell.Count > 0 || tellsPeople || IsNew(known, sight.Files)
            ? new RadarChoice(RadarAction.Collide, sight.Files) { Tell = tell, TellsPeople = tellsPeople }
            : RadarChoice.Nothing;
    }

    /// <summary>Gives the files that a session was not told of yet.</summary>
    private static List<RadarFile> NewsFor(RadarSubject subject, RadarPair? known, IReadOnlyList<RadarFile> files)
    {
        if (!subject.CanBeTold || known?.Told.Count(told => told.Session == subject.Session) >= MaxTellings)
        {
            return [];
        }

        var told = known?.ToldPathsOf(subject.Session).ToHashSet(StringComparer.Ordinal);
        return [.. files.Where(file => told?.Contains(file.Path) != true)];
    }

    /// <summary>Tells whether they collide in other files than is written down. Lines move with every change, and are no news.</summary>
    private static bool IsNew(RadarPair? known, IReadOnlyList<RadarFile> files) =>
        known is not { IsColliding: true } || !known.Files.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal).SetEquals(files.Select(static file => file.Path));
}
