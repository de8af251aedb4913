namespace Ao.Plugins.Convergence;

/// <summary>Tells twins: two things that are built after one template, such as a plugin for this vendor and a plugin for that one.</summary>
/// <remarks>Their paths differ in one name, and that name is what each author speaks of, and the other does not; or both bring in the same files under folders of other names.</remarks>
internal static class TwinCheck
{
    private const int MostPaths = 12;

    /// <summary>Nearly everything has a src/index.ts; the folder above says of what.</summary>
    private const int SegmentsOfName = 3;

    public static bool AreTwins(WeightedUnit one, WeightedUnit other)
    {
        var (first, second) = (NewFiles.Of(one.Unit).ToList(), NewFiles.Of(other.Unit).ToList());
        if (first.Exists(path => second.Exists(twin => AreOne(path, twin))))
        {
            return false;
        }

        foreach (var path in one.Unit.Paths.Take(MostPaths))
        {
            foreach (var twin in other.Unit.Paths.Take(MostPaths))
            {
                if (Differ(path, twin) is { } words && ((words.IsFolder && first.Contains(path) && second.Contains(twin)) || (IsOwn(words.One, one, other) && IsOwn(words.Other, other, one))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Gives the one folder or file in which two paths differ, without what both have of its name. Folders before it do not matter: a fork may have moved them.</summary>
    private static (string One, string Other, bool IsFolder)? Differ(string one, string other)
    {
        var (first, second) = (one.Split('/'), other.Split('/'));
        var last = 1;
        while (last < first.Length && last < second.Length && first[^last] == second[^last])
        {
            last++;
        }

        if (first[^last] == second[^last] || (last == 1 && !AreInOneFolder(first, second)))
        {
            return null;
        }

        var (own, others) = (first[^last], second[^last]);
        var (before, after) = (0, 0);
        while (before < Math.Min(own.Length, others.Length) && own[before] == others[before])
        {
            before++;
        }

        while (after < Math.Min(own.Length, others.Length) - before && own[^(after + 1)] == others[^(after + 1)])
        {
            after++;
        }

        // Back to where the words begin and end.
        while (before > 0 && char.IsLetterOrDigit(own[before - 1]))
        {
            before--;
        }

        while (after > 0 && char.IsLetterOrDigit(own[^after]))
        {
            after--;
        }

        return own.Length - before - after > 1 && others.Length - before - after > 1 && IsPlain(own[before..^after]) && IsPlain(others[before..^after])
            ? (own[before..^after], others[before..^after], last > 1) : null;
    }

    /// <summary>Gets whether two paths name one file, wherever the folders lie that it is in.</summary>
    private static bool AreOne(string one, string other) => one == other || NameOf(one) == NameOf(other);

    private static string NameOf(string path) => string.Join('/', path.Split('/')[^Math.Min(SegmentsOfName, path.Count(static letter => letter == '/') + 1)..]);

    private static bool AreInOneFolder(string[] one, string[] other) => one.Length > 1 && other.Length > 1 && one[^2] == other[^2];

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
