namespace Ao.Plugins.Convergence;

/// <summary>Puts the changes of one fork that belong together into units.</summary>
internal static class UnitBuilder
{
    private const int MostMembers = 12;
    private const int OpenUnits = 24;
    private const double SharedFiles = 0.5;
    private const double MostlySameFiles = 0.8;

    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(36);
    private static readonly TimeSpan s_shortPause = TimeSpan.FromHours(6);

    /// <summary>Groups changes. The result depends on which changes there are, not on the order in which they are given.</summary>
    public static IReadOnlyList<List<Change>> Group(IEnumerable<Change> changes)
    {
        var ordered = changes.OrderBy(static change => change.At.UtcTicks).ThenBy(static change => change.Revision, StringComparer.Ordinal).ToList();
        var undone = UndoneOf(ordered);
        var units = new List<List<Change>>();
        foreach (var change in ordered)
        {
            if (change.IsQuiet || undone.Contains(change.Revision))
            {
                continue;
            }

            var home = FindHome(units, change);
            if (home is null)
            {
                units.Add([change]);
            }
            else
            {
                home.Add(change);
            }
        }

        return units;
    }

    /// <summary>A change that was taken back, and the one that took it back, tell of no answer.</summary>
    private static HashSet<string> UndoneOf(List<Change> ordered)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal);
        var bySubject = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var revisions = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var change in ordered)
        {
            if (change.Message.IsRevert)
            {
                undone.Add(change.Revision);
                if (change.Origin is { } origin && revisions.GetViewBetween(origin, origin + "\uffff").Min is { } reverted)
                {
                    undone.Add(reverted);
                }
                else if (change.Message.RevertedSubject is { } subject && bySubject.TryGetValue(CommitMessage.Read(subject).Subject, out var named))
                {
                    undone.Add(named);
                }
            }

            revisions.Add(change.Revision);
            bySubject[change.Message.Subject] = change.Revision;
        }

        return undone;
    }

    private static List<Change>? FindHome(List<List<Change>> units, Change change)
    {
        for (var at = units.Count - 1; at >= Math.Max(0, units.Count - OpenUnits); at--)
        {
            if (units[at].Count < MostMembers && BelongsTo(units[at], change))
            {
                return units[at];
            }
        }

        return null;
    }

    private static bool BelongsTo(List<Change> unit, Change change)
    {
        var last = unit[^1];
        if (change.At - last.At > s_longestPause)
        {
            return false;
        }

        if (change.Message.Mends is { } mended)
        {
            return unit.Exists(member => string.Equals(member.Message.Subject, CommitMessage.Read(mended).Subject, StringComparison.Ordinal));
        }

        if (change.Author.Length == 0 || !unit.Exists(member => member.Author == change.Author))
        {
            return false;
        }

        if (change.Message.Number is { } number)
        {
            // Two numbers are two pull requests, each squashed into one commit.
            return unit.Exists(member => member.Message.Number == number);
        }

        if (unit[0].Message.Number is not null)
        {
            return false;
        }

        var files = FilesInCommon(unit, change);
        var isNear = change.At - last.At <= s_shortPause;
        if (isNear && change.Message.IsFollowUp && (files > 0 || Tests(unit, change)))
        {
            return true;
        }

        // What both name as their area says as much as a word, where both do the same kind of thing.
        var area = unit.Exists(member => member.Message.Scope.Length > 0 && member.Message.Scope == change.Message.Scope && member.Message.Kind == change.Message.Kind);
        var words = WordsInCommon(unit, change) + (area ? 1 : 0);
        return isNear
            ? (files >= SharedFiles && words >= 1) || (files >= MostlySameFiles && change.Message.Key.Count(static letter => letter == ' ') < 2)
            : files >= SharedFiles && words >= 2;
    }

    private static double FilesInCommon(List<Change> unit, Change change)
    {
        if (change.Files.Count == 0)
        {
            return 0;
        }

        var known = unit.SelectMany(static member => member.Files.Keys).ToHashSet();
        return (double)change.Files.Keys.Count(known.Contains) / Math.Min(known.Count == 0 ? 1 : Math.Max(known.Count, 1), change.Files.Count);
    }

    /// <summary>Gets whether the change only touches tests of files that the unit changes, as their names say.</summary>
    private static bool Tests(List<Change> unit, Change change)
    {
        var names = unit.SelectMany(static member => member.Paths).Select(StemOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return change.Paths.Length > 0 && change.Paths.All(path => PathKinds.Of(path) == PathKind.Test && names.Contains(StemOf(path)));
    }

    private static string StemOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var end = name.IndexOf('.', StringComparison.Ordinal);
        return end > 0 ? name[..end] : name;
    }

    private static int WordsInCommon(List<Change> unit, Change change)
    {
        var words = change.Message.Key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Length > 3).ToHashSet(StringComparer.Ordinal);
        words.IntersectWith(unit.SelectMany(static member => member.Message.Key.Split(' ')));
        return words.Count;
    }
}
