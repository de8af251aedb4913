using System.Collections.Frozen;

namespace Ao.Plugins.Alignment.Plain;

/// <summary>The words of languages that tell what follows.</summary>
internal static class Words
{
    public static FrozenSet<string> Types { get; } = Set("class", "interface", "enum", "struct", "trait", "namespace", "module", "record", "union", "object", "protocol", "type", "mod", "extension", "actor");

    public static FrozenSet<string> Functions { get; } = Set("function", "fn", "func", "fun", "def");

    public static FrozenSet<string> Values { get; } = Set("const", "let", "var", "val", "static");

    public static FrozenSet<string> Modifiers { get; } = Set(
        "export", "default", "declare", "abstract", "public", "private", "protected", "internal", "static", "async", "readonly", "override", "pub", "unsafe", "extern", "final",
        "inline", "virtual", "open", "sealed", "data", "suspend", "lateinit", "synchronized", "native", "fileprivate", "mutating", "implicit", "lazy", "case", "get", "set", "accessor", "explicit", "constexpr");

    public static FrozenSet<string> Statements { get; } = Set(
        "if", "else", "for", "while", "do", "switch", "case", "return", "throw", "try", "catch", "finally", "new", "import", "package", "using", "use", "from", "await", "yield", "break", "continue", "delete", "typeof", "goto", "sizeof", "with", "super", "this", "assert");

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
