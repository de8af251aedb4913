using Ao.Alignment;
using Ao.Plugins.Alignment.Plain;
using Ao.Scm;

namespace Ao.Plugins.Alignment;

/// <summary>Finds where a fork's own text relies on definitions.</summary>
internal sealed class References(ForkSource source)
{
    private const int MostOccurrences = 10_000;
    private const int MostFilesOfName = 200;
    private const int LongestLine = 400;
    private const int Steps = 3;
    private Dictionary<string, string>? _modules;

    /// <summary>Finds the references to each of the definitions.</summary>
    public async ValueTask<IReadOnlyDictionary<Definition, IReadOnlyList<Reference>>> FindAsync(IReadOnlyList<Definition> definitions, CancellationToken cancellationToken)
    {
        var names = definitions.Select(static definition => definition.Name).Distinct(StringComparer.Ordinal).ToList();
        var found = new Dictionary<Definition, IReadOnlyList<Reference>>();
        if (names.Count == 0)
        {
            return found;
        }

        var byName = (await source.Fork.Tree.FindWordsAsync(names, MostOccurrences, cancellationToken).ConfigureAwait(false))
            .Where(static occurrence => SourceReaders.Find(occurrence.Path) is not null)
            .ToLookup(static occurrence => occurrence.Word, static occurrence => occurrence.Path, StringComparer.Ordinal);
        foreach (var definition in definitions)
        {
            var paths = byName[definition.Name].Distinct(StringComparer.Ordinal).Take(MostFilesOfName).ToList();
            if (paths.Exists(source.Touches) && await OfAsync(definition, paths, cancellationToken).ConfigureAwait(false) is { Count: > 0 } references)
            {
                found[definition] = references;
            }
        }

        return found;
    }

    private async ValueTask<IReadOnlyList<Reference>> OfAsync(Definition definition, IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        List<SourceUnit> units = [];
        foreach (var path in paths)
        {
            if (await source.Units.ReadAsync(path, cancellationToken).ConfigureAwait(false) is { } unit)
            {
                units.Add(unit);
            }
        }

        // What the fork has removed as well it cannot rely on; one that holds none of the change's source has it from elsewhere.
        var same = units.SelectMany(static unit => unit.Definitions).Where(other => other.Name == definition.Name).ToList();
        if (source.Fork.Base is not null && !same.Exists(other => other.Key == definition.Key))
        {
            return [];
        }

        var namesakes = same.Where(other => other.Key != definition.Key && other.Kind != DefinitionKind.Constructor).ToList();
        List<Reference> references = [];
        foreach (var unit in units.Where(unit => source.Touches(unit.Path)))
        {
            var passedOn = unit.Rule == SpaceRule.Modules ? await PassedOnAsync(unit, definition, cancellationToken).ConfigureAwait(false) : [];
            var lines = await source.Units.LinesOfAsync(unit.Path, cancellationToken).ConfigureAwait(false);
            foreach (var use in unit.FindUses(new HashSet<string>(StringComparer.Ordinal) { definition.Name }).DistinctBy(static use => use.Line))
            {
                var text = use.Line <= lines.Length ? lines[use.Line - 1].Trim() : "";
                if (UseRules.Means(use, unit, definition, namesakes, passedOn)
                    && (definition.Kind != DefinitionKind.Constructor || IsMade(text, definition.Name))
                    && await source.IsOwnAsync(unit.Path, use.Line, cancellationToken).ConfigureAwait(false))
                {
                    references.Add(new Reference(new SourceLine(unit.Path, use.Line, text.Length <= LongestLine ? text : text[..LongestLine]), use.Qualifier is not null));
                }
            }
        }

        return references;
    }

    /// <summary>Follows imports through the modules that only pass a name on.</summary>
    private async ValueTask<HashSet<string>> PassedOnAsync(SourceUnit unit, Definition definition, CancellationToken cancellationToken)
    {
        var targets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var import in unit.Imports.Where(import => !ModulePaths.MayMean(import.Target, unit.Path, definition.Space)))
        {
            if (await LeadsToAsync(import.Target, unit.Path, definition, Steps, cancellationToken).ConfigureAwait(false))
            {
                targets.Add(import.Target);
            }
        }

        return targets;
    }

    private async ValueTask<bool> LeadsToAsync(string target, string importer, Definition definition, int steps, CancellationToken cancellationToken)
    {
        if (steps == 0 || await FindModuleAsync(target, importer, cancellationToken).ConfigureAwait(false) is not { } path
            || await source.Units.ReadAsync(path, cancellationToken).ConfigureAwait(false) is not { } unit)
        {
            return false;
        }

        foreach (var import in unit.Imports.Where(import => (import.IsPassedOn || path.EndsWith("__init__.py", StringComparison.Ordinal)) && (import.Names.Count == 0 || import.Names.Contains(definition.Name))))
        {
            if (ModulePaths.MayMean(import.Target, path, definition.Space) || await LeadsToAsync(import.Target, path, definition, steps - 1, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }

    private async ValueTask<string?> FindModuleAsync(string target, string importer, CancellationToken cancellationToken)
    {
        _modules ??= (await source.Fork.Tree.ListPathsAsync(cancellationToken).ConfigureAwait(false)).Where(static path => SourceReaders.Find(path) is not null).DistinctBy(ModulePaths.ModuleOf).ToDictionary(ModulePaths.ModuleOf, StringComparer.Ordinal);
        return ModulePaths.CandidatesOf(target, importer).Select(module => _modules.GetValueOrDefault(module)).FirstOrDefault(static path => path is not null);
    }

    /// <summary>Tells whether an instance is made in a line.</summary>
    private static bool IsMade(string line, string name)
    {
        var at = line.IndexOf(name, StringComparison.Ordinal);
        return at >= 0 && line.IndexOf('(', at) >= 0;
    }
}
