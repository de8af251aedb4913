using Ao.Alignment;
using Ao.Scm;

namespace Ao.Plugins.Alignment;

/// <summary>Finds which definitions a change changes.</summary>
internal sealed class Changes(ISourceTree before, ISourceTree after)
{
    private const int MostFiles = 2_000;
    private const int MostOccurrences = 5_000;
    private readonly UnitCache _before = new(before);
    private readonly UnitCache _after = new(after);

    public async ValueTask<IReadOnlyList<ChangedDefinition>> FindAsync(CancellationToken cancellationToken)
    {
        var changes = (await after.ListChangesAsync(before.Revision, cancellationToken).ConfigureAwait(false)).Where(static change => SourceReaders.Find(change.Path) is not null).Take(MostFiles).ToList();
        List<Definition> then = [];
        List<Definition> now = [];
        foreach (var change in changes)
        {
            if ((change.IsRemoved ? change.Path : change.OldPath) is { } path && await _before.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } old)
            {
                then.AddRange(old.Definitions);
            }

            if (!change.IsRemoved && await _after.ReadAsync(change.Path, cancellationToken).ConfigureAwait(false) is { } current)
            {
                now.AddRange(current.Definitions);
            }
        }

        var changed = DefinitionComparer.Compare(then, now);
        var elsewhere = await ElsewhereAsync(changed, [.. changes.Select(static change => change.Path)], cancellationToken).ConfigureAwait(false);
        List<ChangedDefinition> left = [];
        foreach (var change in changed)
        {
            if (!(IsGone(change) && (elsewhere.Contains(change.Definition.Key) || await IsPassedOnAsync(change.Definition, cancellationToken).ConfigureAwait(false))))
            {
                left.Add(change);
            }
        }

        return left;
    }

    private static bool IsGone(ChangedDefinition change) => change.Change is DefinitionChange.Removed or DefinitionChange.Renamed || change.MovedTo is not null;

    /// <summary>Finds what files that were not changed define too: a part of a type, an overload.</summary>
    private async ValueTask<HashSet<DefinitionKey>> ElsewhereAsync(IReadOnlyList<ChangedDefinition> changed, HashSet<string> paths, CancellationToken cancellationToken)
    {
        var names = changed.Where(IsGone).Select(static change => change.Definition.Name).Distinct(StringComparer.Ordinal).ToList();
        var keys = new HashSet<DefinitionKey>();
        if (names.Count == 0)
        {
            return keys;
        }

        var occurrences = await after.FindWordsAsync(names, MostOccurrences, cancellationToken).ConfigureAwait(false);
        foreach (var path in occurrences.Select(static occurrence => occurrence.Path).Distinct(StringComparer.Ordinal).Where(path => !paths.Contains(path)))
        {
            if (await _after.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } unit)
            {
                keys.UnionWith(unit.Definitions.Select(static definition => definition.Key));
            }
        }

        return keys;
    }

    /// <summary>Tells whether the file still gives on a name that it defined before.</summary>
    private async ValueTask<bool> IsPassedOnAsync(Definition definition, CancellationToken cancellationToken) =>
        definition.Container.Length == 0
        && await _after.ReadAsync(definition.Path, cancellationToken).ConfigureAwait(false) is { Rule: SpaceRule.Modules } unit
        && unit.Imports.Any(import => (import.IsPassedOn && (import.Names.Contains(definition.Name) || (import.Names.Count == 0 && import.Alias is null))) || (definition.Path.EndsWith(".py", StringComparison.Ordinal) && import.Names.Contains(definition.Name)));
}
