using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>What kinds of files are told by. The lists belong to the version of the algorithm; docs/protocols/sketch.json has the same.</summary>
internal static class PathLists
{
    public static FrozenSet<string> IgnoredNames { get; } = Set("package-lock.json pnpm-lock.yaml npm-shrinkwrap.json bun.lockb go.sum packages.lock.json gradle.lockfile license license.md license.txt authors contributors.md");

    public static FrozenSet<string> IgnoredFolders { get; } = Set("node_modules vendor third_party third-party dist .next coverage __snapshots__ generated __generated__ .changeset .yarn bower_components");

    public static FrozenSet<string> IgnoredExtensions { get; } = Set(".lock .map .snap .png .jpg .jpeg .gif .webp .ico .svg .woff .woff2 .ttf .otf .pdf .zip .gz .jar .dll .exe .so .mp4 .mov .mp3 .wasm .bin .patch .diff");

    public static IReadOnlyList<string> IgnoredParts { get; } = [".min.", ".generated.", ".designer."];

    public static IReadOnlyList<string> IgnoredBeginnings { get; } = ["changelog", "changes.", "history.", "release-notes", "release_notes"];

    public static IReadOnlyList<string> IgnoredEnds { get; } = [".g.cs", ".pb.go", "_pb2.py"];

    public static FrozenSet<string> TranslationFolders { get; } = Set("locales locale i18n l10n lang langs translations translation messages");

    public static FrozenSet<string> TranslationExtensions { get; } = Set(".json .yml .yaml .po .pot .properties .resx .xlf .arb .strings .ftl .ts .js .md");

    /// <summary>Gets those of them that are translations in such a folder only.</summary>
    public static FrozenSet<string> TranslationCode { get; } = Set(".ts .js");

    public static FrozenSet<string> TestFolders { get; } = Set("test tests __tests__ spec specs e2e testing __mocks__ fixtures testdata");

    public static IReadOnlyList<string> TestParts { get; } = [".test.", ".spec.", "_test."];

    public static IReadOnlyList<string> TestBeginnings { get; } = ["test_"];

    public static IReadOnlyList<string> TestEnds { get; } = ["tests.cs"];

    public static FrozenSet<string> ProseExtensions { get; } = Set(".md .mdx .txt .rst .adoc .html .htm");

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
