using System.Buffers;

namespace Ao;

/// <summary>The grammars that identifiers keep, so that one can stand in a path, a branch, a process name or a URL unescaped.</summary>
internal static class IdGrammar
{
    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> s_keyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.:/");

    public static bool IsName(ReadOnlySpan<char> text, int maxLength) =>
        text.Length > 0 && text.Length <= maxLength && text[0] != '-' && text[^1] != '-' && !text.ContainsAnyExcept(s_nameCharacters);

    public static bool IsKey(ReadOnlySpan<char> text, int maxLength) =>
        text.Length > 0 && text.Length <= maxLength && char.IsAsciiLetterOrDigit(text[0]) && !text.ContainsAnyExcept(s_keyCharacters) && !text.Contains("..", StringComparison.Ordinal);
}
