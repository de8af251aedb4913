using Ao.Plugins.Alignment.Plain;

namespace Ao.Plugins.Alignment;

/// <summary>Decides whether a use of a name means a definition, or a namesake: pure functions.</summary>
internal static class UseRules
{
    /// <summary>Tells whether a use means a definition.</summary>
    /// <param name="use">The use.</param>
    /// <param name="unit">The file that it is in.</param>
    /// <param name="definition">The definition.</param>
    /// <param name="namesakes">Other definitions of that name that the fork has.</param>
    /// <param name="passedOn">The modules from which the file imports the name that only pass it on, as far as that was followed.</param>
    public static bool Means(Use use, SourceUnit unit, Definition definition, IReadOnlyCollection<Definition> namesakes, IReadOnlySet<string> passedOn)
    {
        if (use.IsShadowed)
        {
            return false;
        }

        if (!definition.Shape.IsOpen && unit.Path != definition.Path && !(unit.Rule == SpaceRule.Folders && unit.Spaces.Contains(definition.Space)) && !IsWithin(use.Within, definition))
        {
            return false;
        }

        return definition switch
        {
            { Kind: DefinitionKind.Constructor } => MeansOutermost(use, unit, definition with { Container = Outer(definition.Container) }, Others(namesakes, definition), passedOn),
            { Container.Length: > 0 } => MeansMember(use, unit, definition, namesakes),
            _ => MeansOutermost(use, unit, definition, namesakes, passedOn),
        };
    }

    /// <summary>Decides on what is in a type: by what stands before the name, and what that was declared as.</summary>
    private static bool MeansMember(Use use, SourceUnit unit, Definition definition, IReadOnlyCollection<Definition> namesakes)
    {
        var owner = definition.Owner;
        if (use.Qualifier is null or "this" or "base" or "super")
        {
            // Within the type, or one that is made from it; a nested type or a member that was imported can stand alone elsewhere.
            return IsWithin(use.Within, definition) || (namesakes.All(other => !IsWithin(use.Within, other)) && unit.Words.Contains(owner) && (use.Within.Length > 0 || definition.Kind == DefinitionKind.Type || unit.Imports.Any(import => LastOf(import.Target) == owner)));
        }

        if (use.Qualifier == owner)
        {
            return namesakes.All(other => other.Owner != owner || !unit.Spaces.Contains(other.Space) || unit.Spaces.Contains(definition.Space));
        }

        var types = unit.DeclaredTypes[use.Qualifier].Distinct(StringComparer.Ordinal).ToList();
        if (types.Contains(owner, StringComparer.Ordinal) || types.Contains($"I{owner}", StringComparer.Ordinal))
        {
            return true;
        }

        if (types.Count > 0 && namesakes.Any(other => types.Contains(other.Owner, StringComparer.Ordinal)))
        {
            return false;
        }

        // What it is is not written there: it is believed where the file speaks of the type, or nothing else has that name.
        return namesakes.Count == 0 ? types.Count == 0 || unit.Words.Contains(owner) : types.Count == 0 && unit.Words.Contains(owner) && namesakes.All(other => !unit.Words.Contains(other.Owner) || other.Owner == owner);
    }

    /// <summary>Decides on what is in no type: by namespaces, imports and folders.</summary>
    private static bool MeansOutermost(Use use, SourceUnit unit, Definition definition, IReadOnlyCollection<Definition> namesakes, IReadOnlySet<string> passedOn)
    {
        if (unit.Path == definition.Path)
        {
            return use.Qualifier is null or "this";
        }

        return unit.Rule switch
        {
            SpaceRule.Namespaces => InNamespaces(use, unit, definition, namesakes),
            SpaceRule.Modules => InModules(use, unit, definition, namesakes, passedOn),
            SpaceRule.Folders => use.Qualifier is null
                ? unit.Spaces.Contains(definition.Space)
                : unit.Imports.Any(import => import.Alias == use.Qualifier && ModulePaths.MayMean(import.Target, unit.Path, definition.Space)),
            _ => use.Qualifier is null or "" && namesakes.Count == 0,
        };
    }

    private static bool InNamespaces(Use use, SourceUnit unit, Definition definition, IReadOnlyCollection<Definition> namesakes)
    {
        var space = definition.Space;
        var isNear = unit.Spaces.Any(own => own == space || own.StartsWith($"{space}.", StringComparison.Ordinal)) || space.Length == 0;
        var isImported = unit.Imports.Any(import => Text(import.Target) == space && (import.Names.Count == 0 || import.Names.Contains(definition.Name)));
        if (use.Qualifier is { } qualifier)
        {
            return qualifier.Length > 0 && (LastOf(space) == qualifier || unit.Imports.Any(import => import.Alias == qualifier && Text(import.Target) == space)) && namesakes.All(other => LastOf(other.Space) != qualifier);
        }

        // The nearest of that name is meant: one in the file's own namespaces hides one that is imported.
        var isHidden = namesakes.Any(other => unit.Spaces.Any(own => own == other.Space || own.StartsWith($"{other.Space}.", StringComparison.Ordinal)) && (!isNear || other.Space.Length > space.Length));
        if (isHidden)
        {
            return false;
        }

        // An import may stand in another file, for all of a project: believed where nothing else has that name.
        return isNear || isImported || (namesakes.Count == 0 && !unit.Imports.Any(import => import.Names.Contains(definition.Name)));
    }

    private static bool InModules(Use use, SourceUnit unit, Definition definition, IReadOnlyCollection<Definition> namesakes, IReadOnlySet<string> passedOn)
    {
        if (use.Qualifier is { } qualifier)
        {
            return unit.Imports.Any(import => (import.Alias == qualifier || import.Names.Contains(qualifier)) && Reaches(import, unit, definition, namesakes, passedOn, qualifier));
        }

        return unit.Imports.Any(import => (import.Names.Contains(definition.Name) || (import.Names.Count == 0 && import.Alias is null)) && Reaches(import, unit, definition, namesakes, passedOn, null));
    }

    private static bool Reaches(Import import, SourceUnit unit, Definition definition, IReadOnlyCollection<Definition> namesakes, IReadOnlySet<string> passedOn, string? member)
    {
        if (passedOn.Contains(import.Target) || ModulePaths.MayMean(import.Target, unit.Path, definition.Space))
        {
            return true;
        }

        if (member is not null && import.Names.Contains(member) && ModulePaths.MayMean($"{import.Target}.{member}", unit.Path, definition.Space))
        {
            return true;
        }

        // A name of a package that is kept in the same repository: believed where its last part is a folder above the definition and nothing else has the name.
        return namesakes.Count == 0 && !import.Target.StartsWith('.') && import.Target.Contains('/', StringComparison.Ordinal)
            && definition.Space.Split('/').Any(part => part == LastOf(import.Target) || LastOf(import.Target).EndsWith($"-{part}", StringComparison.Ordinal));
    }

    private static bool IsWithin(string within, Definition definition)
    {
        var container = definition.Container;
        return container.Length > 0 && (within == container || within.StartsWith($"{container}.", StringComparison.Ordinal) || within.EndsWith($".{definition.Owner}", StringComparison.Ordinal) || within == definition.Owner);
    }

    private static IReadOnlyCollection<Definition> Others(IReadOnlyCollection<Definition> namesakes, Definition constructor) =>
        [.. namesakes.Where(other => !(other.Kind == DefinitionKind.Type && other.Space == constructor.Space))];

    private static string Outer(string container) => container.LastIndexOf('.') is > 0 and var cut ? container[..cut] : "";

    private static string LastOf(string path) => path[(path.LastIndexOfAny(['.', '/', ':', ' ']) + 1)..];

    private static string Text(string target) => target.Replace(" ", "", StringComparison.Ordinal);
}
