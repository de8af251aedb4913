using System.Collections.Frozen;

namespace Ao.Plugins.Convergence;

/// <summary>Reads the name of a definition out of its first line.</summary>
internal static class DefinitionNames
{
    private const int Longest = 60;

    private static readonly FrozenSet<string> s_words = FrozenSet.ToFrozenSet(
        ["function", "class", "interface", "enum", "struct", "trait", "impl", "def", "fn", "func", "module", "namespace", "type", "record", "const", "let", "var", "describe", "it", "test"],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_noNames = FrozenSet.ToFrozenSet(
        ["if", "for", "while", "switch", "catch", "return", "await", "new", "throw", "import", "export", "require", "async", "default", "this", "super", "constructor", "expect", "describe", "test"],
        StringComparer.Ordinal);

    /// <summary>Gives the name; <see langword="null"/> where the line defines nothing that has one.</summary>
    public static string? Of(ReadOnlySpan<char> line)
    {
        var at = 0;
        var last = ReadOnlySpan<char>.Empty;
        while (at < line.Length)
        {
            if (IsLetter(line[at]))
            {
                var end = EndOfName(line, at);
                var word = line[at..end];
                if (!last.IsEmpty && s_words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last))
                {
                    return Named(word);
                }

                last = word;
                at = end;
            }
            else if (line[at] == '(' && !last.IsEmpty)
            {
                return s_words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(last) ? null : Named(last);
            }
            else if (line[at] is ' ' or '*' or '.' or '\t')
            {
                at++;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Gives where the name ends that begins at a place.</summary>
    public static int EndOfName(ReadOnlySpan<char> line, int at)
    {
        while (at < line.Length && (IsLetter(line[at]) || char.IsAsciiDigit(line[at])))
        {
            at++;
        }

        return at;
    }

    private static bool IsLetter(char character) => char.IsLetter(character) || character is '_' or '$';

    private static string? Named(ReadOnlySpan<char> name) =>
        name.Length is >= 2 and <= Longest && !s_noNames.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) ? name.ToString() : null;
}
