using Ao.Alignment;

namespace Ao.Plugins.Alignment;

/// <summary>Checks a change against forks: what it changes, joined with what they rely on.</summary>
internal static class AlignmentChecks
{
    private const int MostNames = 1_000;
    private const int MostReferences = 20;
    private const int MostSilent = 100;
    private const int LongestText = 400;
    private const int ShortestName = 3;
    private const int MostTests = 50;

    public static async ValueTask<IReadOnlyList<AlignmentAlert>> RunAsync(AlignmentRequest request, CancellationToken cancellationToken)
    {
        var changed = (await new Changes(request.Before, request.After).FindAsync(cancellationToken).ConfigureAwait(false))
            .Where(static change => change.Definition.Name.Length >= ShortestName)
            .OrderBy(static change => change.Change).Take(MostNames).ToList();
        if (changed.Count == 0 || request.Forks.Count == 0)
        {
            return [];
        }

        var rarity = await Rarity.CountAsync(request.Before, [.. changed.Select(static change => change.Definition.Name).Distinct(StringComparer.Ordinal)], cancellationToken).ConfigureAwait(false);
        List<AlignmentAlert> alerts = [];
        foreach (var fork in request.Forks)
        {
            var source = await ForkSource.OpenAsync(fork, cancellationToken).ConfigureAwait(false);
            var references = await new References(source).FindAsync([.. changed.Select(static change => change.Definition)], cancellationToken).ConfigureAwait(false);
            alerts.AddRange(changed.Select(change => AlertOf(change, fork, references.GetValueOrDefault(change.Definition) ?? [], rarity)).OfType<AlignmentAlert>());
        }

        return [.. Order(alerts.Where(static alert => alert.Tier != AlignmentTier.Silent)), .. Order(alerts.Where(static alert => alert.Tier == AlignmentTier.Silent)).Take(MostSilent)];
    }

    private static AlignmentAlert? AlertOf(ChangedDefinition change, AlignmentFork fork, IReadOnlyList<Reference> references, Rarity rarity)
    {
        var definition = change.Definition;
        var isDeclared = IsDeclared(definition, fork.Dependencies);
        if (references.Count == 0 && !isDeclared)
        {
            return null;
        }

        var tests = references.Select(static reference => reference.Line.Path).Where(TestFiles.IsOne).ToList();
        var isQualified = definition.Container.Length > 0 || references.Any(static reference => reference.IsQualified);
        var tier = TierDecision.Of(change.Change, rarity.IsRare(definition.Name, isQualified), references.Count > 0, tests.Count > 0, isDeclared);
        return new AlignmentAlert
        {
            ForkId = fork.ForkId,
            Tier = tier,
            Change = change.Change,
            Name = definition.FullName,
            Definition = new SourceLine(definition.Path, definition.Line, Cut(definition.Text.Trim())),
            References = [.. references.Select(static reference => reference.Line).Take(MostReferences)],
            Tests = [.. tests.Distinct(StringComparer.Ordinal).Take(MostTests)],
            Reason = AlertTexts.Of(change, AlertTexts.NameOf(fork), references.Count, tests.Count, isDeclared, rarity.FilesOf(definition.Name), tier),
            RenamedTo = change.RenamedTo,
        };
    }

    /// <summary>Tells whether a fork has declared to rely on a definition: by its name, with or without its type, or by the path of its file or folder.</summary>
    private static bool IsDeclared(Definition definition, IReadOnlyList<string> dependencies) => dependencies.Any(dependency =>
        dependency == definition.Name || dependency == definition.FullName || dependency == $"{definition.Space}.{definition.FullName}"
        || dependency == definition.Path || (dependency.Length > 1 && definition.Path.StartsWith($"{dependency.TrimEnd('/')}/", StringComparison.Ordinal)));

    private static IEnumerable<AlignmentAlert> Order(IEnumerable<AlignmentAlert> alerts) =>
        alerts.OrderByDescending(static alert => alert.Tier).ThenBy(static alert => alert.Change).ThenByDescending(static alert => alert.References.Count).ThenBy(static alert => alert.Name, StringComparer.Ordinal).ThenBy(static alert => alert.ForkId, StringComparer.Ordinal);

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
