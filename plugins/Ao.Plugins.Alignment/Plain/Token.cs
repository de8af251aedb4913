namespace Ao.Plugins.Alignment.Plain;

/// <summary>A piece of code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Indent">How far its line is indented, where it is the first of its line; -1 elsewhere.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, int Indent)
{
    public bool IsWord => Kind == TokenKind.Word;

    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Mark && Text == text;

    public bool StartsLine => Indent >= 0;
}
