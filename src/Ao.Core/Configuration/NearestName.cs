namespace Ao.Configuration;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    private const int MaxLength = 64;
    private const int MaxListed = 40;

    /// <summary>Says which known name is meant, or lists the known names where none is near.</summary>
    public static string Suggest(string name, IReadOnlyCollection<string> known) => Find(name, known) is { } nearest
        ? $"Did you mean '{nearest}'?"
        : $"Known are: {string.Join(", ", known.Order(StringComparer.OrdinalIgnoreCase).Take(MaxListed))}{(known.Count > MaxListed ? ", …" : "")}.";

    /// <summary>Gives the known name that differs least, or <see langword="null"/> where each differs in more than a third of its characters.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > MaxLength)
        {
            return null;
        }

        string? nearest = null;
        var least = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(name, candidate);
            if (distance < least && distance <= Math.Max(1, Math.Max(name.Length, candidate.Length) / 3))
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>Counts the insertions, removals, replacements and swaps of neighbours between two names, without regard to case, hyphens and underscores.</summary>
    internal static int Distance(string left, string right)
    {
        var a = Normalise(left);
        var b = Normalise(right);
        var beforePrevious = new int[b.Length + 1];
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replace, Math.Min(previous[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforePrevious[j - 2] + 1);
                }
            }

            (beforePrevious, previous) = (previous, current);
        }

        return previous[b.Length];
    }

    private static string Normalise(string name) =>
        name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
