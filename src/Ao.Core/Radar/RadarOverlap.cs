using Ao.Convergence;
using Ao.Scm;

namespace Ao.Radar;

/// <summary>Finds where two changes come near each other: a pure function, and the cheap filter before a trial merge.</summary>
internal static class RadarOverlap
{
    /// <summary>How many files are named at most.</summary>
    public const int MaxFiles = 100;

    /// <summary>How many places of a file are named at most.</summary>
    private const int MaxPlaces = 20;

    /// <summary>How near two places must be to be tried. Merging takes places that touch for one; a line more costs only a trial.</summary>
    private const int Near = 1;

    /// <summary>Tells whether two changes are to be tried.</summary>
    public static bool IsNear(WorkspaceChanges earlier, WorkspaceChanges later)
    {
        if (earlier.MoreFiles > 0 || later.MoreFiles > 0)
        {
            return earlier.Files.Count > 0 && later.Files.Count > 0;
        }

        var others = later.Files.ToDictionary(static file => file.Path, StringComparer.Ordinal);
        var isSameStart = earlier.Start == later.Start;
        return earlier.Files.Any(file => others.TryGetValue(file.Path, out var other) && (!isSameStart || file.IsWhole || other.IsWhole || PlacesOf(file, other).Any()))
            || StandsWhereAFolderIs(earlier, later)
            || StandsWhereAFolderIs(later, earlier);
    }

    /// <summary>Names the files in which a trial merge has found conflicts, with the lines of either.</summary>
    /// <param name="earlier">What the session changes that was asked for first.</param>
    /// <param name="later">What the other one changes.</param>
    /// <param name="conflicts">The paths in conflict.</param>
    /// <returns>The files, in the order of their paths. Where the two have started from different revisions, what only one of them has touched conflicts with the base branch and not with the other: it is left out.</returns>
    public static IReadOnlyList<RadarFile> FilesOf(WorkspaceChanges earlier, WorkspaceChanges later, IEnumerable<string> conflicts)
    {
        var ones = earlier.Files.ToDictionary(static file => file.Path, StringComparer.Ordinal);
        var others = later.Files.ToDictionary(static file => file.Path, StringComparer.Ordinal);
        var isSameStart = earlier.Start == later.Start;
        return [.. conflicts
            .Distinct(StringComparer.Ordinal)
            .Where(path => isSameStart || (ones.ContainsKey(path) && others.ContainsKey(path)))
            .Order(StringComparer.Ordinal)
            .Take(MaxFiles)
            .Select(path => isSameStart && ones.TryGetValue(path, out var one) && others.TryGetValue(path, out var other) ? FileOf(path, one, other) : new RadarFile(path, [], []))];
    }

    private static RadarFile FileOf(string path, ChangedFile one, ChangedFile other)
    {
        var places = PlacesOf(one, other).ToList();
        return new RadarFile(
            path,
            one.IsWhole ? [] : LinesOf(other.IsWhole ? one.Lines : places.Select(static place => place.One)),
            other.IsWhole ? [] : LinesOf(one.IsWhole ? other.Lines : places.Select(static place => place.Other)));
    }

    private static List<LineRange> LinesOf(IEnumerable<ChangedLines> places) => [.. places.Select(static place => place.After).Distinct().Take(MaxPlaces)];

    /// <summary>Gives the places that come near each other, by the lines of the start that they replace.</summary>
    private static IEnumerable<(ChangedLines One, ChangedLines Other)> PlacesOf(ChangedFile one, ChangedFile other)
    {
        var (ones, others) = (one.Lines, other.Lines);
        for (int index = 0, behind = 0; index < ones.Count && behind < others.Count;)
        {
            var (first, second) = (SpanOf(ones[index]), SpanOf(others[behind]));
            if (first.Begin <= second.End + Near && second.Begin <= first.End + Near)
            {
                yield return (ones[index], others[behind]);
            }

            if (first.End < second.End)
            {
                index++;
            }
            else
            {
                behind++;
            }
        }
    }

    /// <summary>Gives the gaps between lines that a place reaches from and to: what adds lines only begins and ends in one.</summary>
    private static (long Begin, long End) SpanOf(ChangedLines place) =>
        place.Before.Count == 0 ? (place.Before.First, place.Before.First) : (place.Before.First - 1L, place.Before.First - 1L + place.Before.Count);

    private static bool StandsWhereAFolderIs(WorkspaceChanges one, WorkspaceChanges other)
    {
        var files = one.Files.Where(static file => file.IsWhole).Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        return files.Count > 0 && other.Files.Any(file => FoldersOf(file.Path).Any(files.Contains));
    }

    private static IEnumerable<string> FoldersOf(string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            yield return path[..slash];
        }
    }
}
