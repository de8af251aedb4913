namespace Ao.Plugins.Alignment.Plain;

/// <summary>What has to be known of a language to read it plainly.</summary>
internal sealed record Language
{
    public required LanguageFamily Family { get; init; }

    public required SpaceRule Rule { get; init; }

    /// <summary>Gets what a comment to the end of the line begins with.</summary>
    public IReadOnlyList<string> LineComments { get; init; } = ["//"];

    /// <summary>Gets whether <c>/*</c> and <c>*/</c> enclose comments.</summary>
    public bool HasBlockComments { get; init; } = true;

    /// <summary>Gets whether a text can be enclosed in three quotes.</summary>
    public bool HasTripleQuotes { get; init; }

    /// <summary>Gets whether a backquoted text may hold code between <c>${</c> and <c>}</c>.</summary>
    public bool HasTemplates { get; init; }

    /// <summary>Gets whether a single quote encloses a text; otherwise it begins a character or a lifetime.</summary>
    public bool HasSingleQuotedTexts { get; init; }

    /// <summary>Gets whether a statement ends with its line.</summary>
    public bool EndsWithLine { get; init; }

    /// <summary>Gets whether the type of a parameter stands before its name.</summary>
    public bool TypeFirst { get; init; }
}
