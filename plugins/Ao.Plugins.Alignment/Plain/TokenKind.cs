namespace Ao.Plugins.Alignment.Plain;

/// <summary>What a piece of code is.</summary>
internal enum TokenKind
{
    /// <summary>None: the end.</summary>
    None,

    /// <summary>A name or a keyword.</summary>
    Word,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text or a character.</summary>
    Text,

    /// <summary>Punctuation.</summary>
    Mark,
}
