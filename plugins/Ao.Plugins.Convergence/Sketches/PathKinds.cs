using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>Tells kinds of files by their paths.</summary>
internal static class PathKinds
{
    private static readonly FrozenSet<string> s_manifests = "package.json cargo.toml pyproject.toml requirements.txt go.mod pom.xml gemfile directory.packages.props composer.json".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Gets whether a file lists what a project depends on.</summary>
    public static bool IsManifest(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..].ToLowerInvariant();
        return s_manifests.Contains(name) || name.EndsWith("proj", StringComparison.Ordinal);
    }

    public static PathKind Of(string path)
    {
        var parts = path.ToLowerInvariant().Split('/');
        var name = parts[^1];
        var folders = parts.AsSpan(0, parts.Length - 1);
        var extension = Path.GetExtension(name);
        if (PathLists.IgnoredNames.Contains(name) || PathLists.IgnoredExtensions.Contains(extension) || HasAny(folders, PathLists.IgnoredFolders)
            || Matches(name, PathLists.IgnoredBeginnings, PathLists.IgnoredParts, PathLists.IgnoredEnds))
        {
            return PathKind.Ignored;
        }

        if (PathLists.TranslationExtensions.Contains(extension) && (HasAny(folders, PathLists.TranslationFolders) || (!PathLists.TranslationCode.Contains(extension) && IsOfLanguage(name))))
        {
            return PathKind.Translation;
        }

        return HasAny(folders, PathLists.TestFolders) || Matches(name, PathLists.TestBeginnings, PathLists.TestParts, PathLists.TestEnds)
            ? PathKind.Test
            : PathLists.ProseExtensions.Contains(extension) ? PathKind.Prose : PathKind.Source;
    }

    private static bool Matches(string name, IReadOnlyList<string> beginnings, IReadOnlyList<string> parts, IReadOnlyList<string> ends) =>
        beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal)) || parts.Any(part => name.Contains(part, StringComparison.Ordinal)) || ends.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    /// <summary>A name such as README.zh-CN.md or strings_de.json.</summary>
    private static bool IsOfLanguage(string name)
    {
        var parts = name.Split('.', '_');
        return parts.Length > 2 && parts[^2] is { Length: 2 or 5 } language && (language.Length == 2 || language[2] is '-' or '_')
            && language.All(static letter => char.IsAsciiLetter(letter) || letter == '-');
    }

    private static bool HasAny(ReadOnlySpan<string> folders, FrozenSet<string> names)
    {
        foreach (var folder in folders)
        {
            if (names.Contains(folder))
            {
                return true;
            }
        }

        return false;
    }
}
