namespace Ao.Plugins.Alignment.Plain;

/// <summary>How a language marks what belongs together.</summary>
internal enum LanguageFamily
{
    /// <summary>JavaScript and TypeScript.</summary>
    Script,

    /// <summary>By indentation.</summary>
    Python,

    /// <summary>Go.</summary>
    Go,

    /// <summary>Rust.</summary>
    Rust,

    /// <summary>Java, Kotlin, Swift and the like: members in types in braces.</summary>
    Java,

    /// <summary>C and C++.</summary>
    C,
}
