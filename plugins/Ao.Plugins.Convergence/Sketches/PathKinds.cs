using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>Tells kinds of files by their paths.</summary>
internal static class PathKinds
{
    private static readonly FrozenSet<string> s_ignoredNames = Set("package-lock.json pnpm-lock.yaml npm-shrinkwrap.json bun.lockb go.sum packages.lock.json gradle.lockfile license license.md license.txt authors contributors.md");
    private static readonly FrozenSet<string> s_ignoredFolders = Set("node_modules vendor third_party third-party dist .next coverage __snapshots__ generated __generated__ .changeset .yarn bower_components");
    private static readonly FrozenSet<string> s_ignoredEndings = Set(".lock .map .snap .png .jpg .jpeg .gif .webp .ico .svg .woff .woff2 .ttf .otf .pdf .zip .gz .jar .dll .exe .so .mp4 .mov .mp3 .wasm .bin .patch .diff");
    private static readonly FrozenSet<string> s_translationFolders = Set("locales locale i18n l10n lang langs translations translation messages");
    private static readonly FrozenSet<string> s_translationEndings = Set(".json .yml .yaml .po .pot .properties .resx .xlf .arb .strings .ftl .ts .js .md");
    private static readonly FrozenSet<string> s_testFolders = Set("test tests __tests__ spec specs e2e testing __mocks__ fixtures testdata");
    private static readonly FrozenSet<string> s_proseEndings = Set(".md .mdx .txt .rst .adoc .html .htm");

    private static readonly FrozenSet<string> s_manifests = Set("package.json cargo.toml pyproject.toml requirements.txt go.mod pom.xml gemfile directory.packages.props composer.json");

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
        var ending = Path.GetExtension(name);
        if (s_ignoredNames.Contains(name) || s_ignoredEndings.Contains(ending) || HasAny(folders, s_ignoredFolders) || IsMade(name) || IsChangelog(name))
        {
            return PathKind.Ignored;
        }

        if (s_translationEndings.Contains(ending) && (HasAny(folders, s_translationFolders) || (ending is not (".ts" or ".js") && IsOfLanguage(name))))
        {
            return PathKind.Translation;
        }

        return HasAny(folders, s_testFolders) || name.Contains(".test.", StringComparison.Ordinal) || name.Contains(".spec.", StringComparison.Ordinal) || name.StartsWith("test_", StringComparison.Ordinal)
            || name.Contains("_test.", StringComparison.Ordinal) || name.EndsWith("tests.cs", StringComparison.Ordinal)
            ? PathKind.Test
            : s_proseEndings.Contains(ending) ? PathKind.Prose : PathKind.Source;
    }

    private static bool IsMade(string name) =>
        name.Contains(".min.", StringComparison.Ordinal) || name.Contains(".generated.", StringComparison.Ordinal) || name.Contains(".designer.", StringComparison.Ordinal)
        || name.EndsWith(".g.cs", StringComparison.Ordinal) || name.EndsWith(".pb.go", StringComparison.Ordinal) || name.EndsWith("_pb2.py", StringComparison.Ordinal);

    private static bool IsChangelog(string name) =>
        name.StartsWith("changelog", StringComparison.Ordinal) || name.StartsWith("changes.", StringComparison.Ordinal) || name.StartsWith("history.", StringComparison.Ordinal) || name.StartsWith("release-notes", StringComparison.Ordinal) || name.StartsWith("release_notes", StringComparison.Ordinal);

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

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
