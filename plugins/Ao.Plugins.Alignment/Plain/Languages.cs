using System.Collections.Frozen;

namespace Ao.Plugins.Alignment.Plain;

/// <summary>The languages that are read plainly, by the ends of files' names.</summary>
internal static class Languages
{
    private static readonly Language s_script = new() { Family = LanguageFamily.Script, Rule = SpaceRule.Modules, HasTemplates = true, HasSingleQuotedTexts = true, EndsWithLine = true };
    private static readonly Language s_python = new() { Family = LanguageFamily.Python, Rule = SpaceRule.Modules, LineComments = ["#"], HasBlockComments = false, HasTripleQuotes = true, HasSingleQuotedTexts = true, EndsWithLine = true };
    private static readonly Language s_go = new() { Family = LanguageFamily.Go, Rule = SpaceRule.Folders, HasTemplates = false, EndsWithLine = true };
    private static readonly Language s_rust = new() { Family = LanguageFamily.Rust, Rule = SpaceRule.Modules };
    private static readonly Language s_java = new() { Family = LanguageFamily.Java, Rule = SpaceRule.Namespaces, HasTripleQuotes = true, TypeFirst = true };
    private static readonly Language s_kotlin = new() { Family = LanguageFamily.Java, Rule = SpaceRule.Namespaces, HasTripleQuotes = true, EndsWithLine = true };
    private static readonly Language s_c = new() { Family = LanguageFamily.C, Rule = SpaceRule.Everywhere, TypeFirst = true };

    private static readonly FrozenDictionary<string, Language> s_byExtension = new Dictionary<string, Language>(StringComparer.OrdinalIgnoreCase)
    {
        [".ts"] = s_script, [".tsx"] = s_script, [".mts"] = s_script, [".cts"] = s_script,
        [".js"] = s_script, [".jsx"] = s_script, [".mjs"] = s_script, [".cjs"] = s_script,
        [".py"] = s_python, [".pyi"] = s_python,
        [".go"] = s_go,
        [".rs"] = s_rust,
        [".java"] = s_java,
        [".kt"] = s_kotlin, [".swift"] = s_kotlin, [".scala"] = s_kotlin,
        [".c"] = s_c, [".h"] = s_c, [".cc"] = s_c, [".cpp"] = s_c, [".cxx"] = s_c, [".hpp"] = s_c, [".hh"] = s_c,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gives the language of a file; <see langword="null"/> where it is not known.</summary>
    public static Language? Find(string path) => s_byExtension.GetValueOrDefault(Path.GetExtension(path));
}
