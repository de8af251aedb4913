namespace Ao.Duplicates;

/// <summary>What is known of a token by its looks.</summary>
[Flags]
internal enum TokenTraits
{
    /// <summary>A word.</summary>
    None = 0,

    /// <summary>Differs from one occurrence of a problem to the next: a number, time, id, path or address, or a part of one.</summary>
    Volatile = 1,

    /// <summary>A number, time or version.</summary>
    Number = 2,

    /// <summary>An identifier, such as <c>Ui.Label</c>, <c>createWindow</c> or <c>exit_code</c>.</summary>
    Code = 4,

    /// <summary>A part of a token that was given before.</summary>
    Part = 8,

    /// <summary>Occurs in the title.</summary>
    Title = 16,

    /// <summary>Occurs beneath the title.</summary>
    Body = 32,
}
