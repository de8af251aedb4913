namespace Ao.Plugins.Convergence;

/// <summary>Tells twins: two things that are built after one template, such as a plugin for this vendor and a plugin for that one.</summary>
/// <remarks>Their paths differ in one word, and that word is what each author speaks of, and the other does not.</remarks>
internal static class TwinCheck
{
    private const int MostPaths = 12;

    public static bool AreTwins(WeightedUnit one, WeightedUnit other)
    {
        foreach (var path in one.Unit.Paths.Take(MostPaths))
        {
            foreach (var twin in other.Unit.Paths.Take(MostPaths))
            {
                if (Differ(path, twin) is { } words && IsOwn(words.One, one, other) && IsOwn(words.Other, other, one))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Gives the words in which two paths differ, if they differ in one place.</summary>
    private static (string One, string Other)? Differ(string one, string other)
    {
        var shortest = Math.Min(one.Length, other.Length);
        var before = 0;
        while (before < shortest && one[before] == other[before])
        {
            before++;
        }

        var after = 0;
        while (after < shortest - before && one[^(after + 1)] == other[^(after + 1)])
        {
            after++;
        }

        // Back to where the words begin and end.
        while (before > 0 && char.IsLetterOrDigit(one[before - 1]))
        {
            before--;
        }

        while (after > 0 && char.IsLetterOrDigit(one[^after]))
        {
            after--;
        }

        var (first, second) = (one[before..^after], other[before..^after]);
        return first.Length > 1 && second.Length > 1 && (before > 0 || after > 0) && IsPlain(first) && IsPlain(second) ? (first, second) : null;
    }

    private static bool IsPlain(string text) => text.All(static character => char.IsLetterOrDigit(character) || character is '-' or '_');

    private static bool IsOwn(string words, WeightedUnit own, WeightedUnit other)
    {
        var isOwn = false;
        WordSplitter.Words(words, word =>
        {
            var plain = SketchBuilder.Stem(word);
            Span<char> lower = stackalloc char[plain.Length];
            plain.ToLowerInvariant(lower);
            var hash = WordHash.Of(lower);
            isOwn |= own.Unit.Terms[(int)SketchKind.Text].Contains(hash) && !other.Unit.Terms[(int)SketchKind.Text].Contains(hash) && !other.Unit.Terms[(int)SketchKind.Places].Contains(hash);
        });
        return isOwn;
    }
}
