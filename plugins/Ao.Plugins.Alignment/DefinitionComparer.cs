using Ao.Alignment;

namespace Ao.Plugins.Alignment;

/// <summary>Compares what files define before and after a change: a pure function.</summary>
internal static class DefinitionComparer
{
    private const int ShortestBody = 8;
    private const double AlikeBodies = 0.8;
    private const int MostCandidates = 400;

    /// <summary>Lists what is changed. What is in a type that is gone is told by the type.</summary>
    public static IReadOnlyList<ChangedDefinition> Compare(IReadOnlyList<Definition> before, IReadOnlyList<Definition> after)
    {
        var then = before.ToLookup(static definition => definition.Key);
        var now = after.ToLookup(static definition => definition.Key);
        var added = after.Where(definition => !then.Contains(definition.Key)).ToList();
        var changes = then.Select(group => Of([.. group], [.. now[group.Key]], added)).OfType<ChangedDefinition>().ToList();
        var gone = changes.Where(static change => change is { Definition.Kind: DefinitionKind.Type, Change: DefinitionChange.Removed or DefinitionChange.Renamed } or { Definition.Kind: DefinitionKind.Type, MovedTo: not null })
            .Select(static change => (change.Definition.Space, change.Definition.FullName)).ToHashSet();
        return [.. changes.Where(change => !IsWithin(change.Definition, gone))];
    }

    private static ChangedDefinition? Of(IReadOnlyList<Definition> then, IReadOnlyList<Definition> now, List<Definition> added)
    {
        if (now.Count == 0)
        {
            // How its type is made is not removed by itself: what is made without is made by nothing.
            return then[0].Kind == DefinitionKind.Constructor
                ? then.FirstOrDefault(static made => made.Shape.Parameters.Count > 0) is { } made ? new ChangedDefinition(made, DefinitionChange.Signature) : null
                : Gone(then[0], added);
        }

        if (then.FirstOrDefault(old => !now.Any(current => current.Shape.Serves(old.Shape))) is { } unserved)
        {
            return new ChangedDefinition(unserved, DefinitionChange.Signature);
        }

        var bodies = now.Select(static current => current.Body).ToHashSet(StringComparer.Ordinal);
        return then.FirstOrDefault(old => old.Kind != DefinitionKind.Type && !bodies.Contains(old.Body)) is { } other ? new ChangedDefinition(other, DefinitionChange.Behaviour) : null;
    }

    private static ChangedDefinition Gone(Definition old, List<Definition> added)
    {
        var candidates = added.Where(one => one.Kind == old.Kind && one.Name != old.Name).Take(MostCandidates).ToList();
        if (added.Find(one => one.Name == old.Name && one.Kind == old.Kind && one.Container == old.Container && one.Shape.Serves(old.Shape)) is { } moved)
        {
            return new ChangedDefinition(old, DefinitionChange.Signature) { MovedTo = moved.Space.Length == 0 ? moved.Path : moved.Space };
        }

        var twin = candidates.Where(one => Size(one.Body) >= ShortestBody && one.Body == old.Body).MinBy(one => Distance(one, old))
            ?? candidates.Where(one => one.Container == old.Container && one.Space == old.Space && one.Shape.Serves(old.Shape) && Size(old.Body) >= ShortestBody / 2).MaxBy(one => Likeness(one.Body, old.Body)) switch
            {
                { } nearest when Likeness(nearest.Body, old.Body) >= AlikeBodies => nearest,
                _ => null,
            };
        return new ChangedDefinition(old, twin is null ? DefinitionChange.Removed : DefinitionChange.Renamed) { RenamedTo = twin?.Name };
    }

    private static bool IsWithin(Definition definition, HashSet<(string Space, string FullName)> gone)
    {
        for (var container = definition.Container; container.Length > 0; container = container.LastIndexOf('.') is > 0 and var cut ? container[..cut] : "")
        {
            if (gone.Contains((definition.Space, container)))
            {
                return true;
            }
        }

        return false;
    }

    private static int Size(string body) => body.Length == 0 ? 0 : body.AsSpan().Count(' ') + 1;

    private static int Distance(Definition one, Definition other) => (one.Space == other.Space ? 0 : 2) + (one.Container == other.Container ? 0 : 1);

    /// <summary>Gives the share of words that two bodies have in common, each counted as often as it occurs.</summary>
    private static double Likeness(string one, string other)
    {
        var counts = one.Split(' ').CountBy(static word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var (shared, words) = (0, other.Split(' '));
        foreach (var word in words)
        {
            if (counts.TryGetValue(word, out var left) && left > 0)
            {
                counts[word] = left - 1;
                shared++;
            }
        }

        return 2.0 * shared / (Size(one) + words.Length);
    }
}
