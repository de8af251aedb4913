namespace Ao.Plugins.Convergence;

/// <summary>Takes text apart into words, and words into their parts: <c>taskTimeoutMs</c> into <c>task</c> and <c>timeout</c>.</summary>
internal static class WordSplitter
{
    public const int Shortest = 3;
    public const int Longest = 40;

    public delegate void Taker(ReadOnlySpan<char> word);

    /// <summary>Gives the words: runs of letters, digits and underscores that begin with no digit. Scripts without spaces give pairs of characters.</summary>
    public static void Words(ReadOnlySpan<char> text, Taker take)
    {
        var start = 0;
        for (var end = 0; end <= text.Length; end++)
        {
            if (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
            {
                continue;
            }

            Word(text[start..end], take);
            start = end + 1;
        }
    }

    /// <summary>Gives the parts of a word, if there are several: at underscores, between letters and digits, and where case says so.</summary>
    public static void Parts(ReadOnlySpan<char> word, Taker take)
    {
        var start = 0;
        for (var at = 1; at <= word.Length; at++)
        {
            if (at < word.Length && !IsBorder(word, at))
            {
                continue;
            }

            var part = word[start..at].Trim('_');
            if (part.Length >= Shortest && part.Length < word.Length && char.IsLetter(part[0]))
            {
                take(part);
            }

            start = at;
        }
    }

    private static void Word(ReadOnlySpan<char> word, Taker take)
    {
        if (word.IsEmpty || char.IsAsciiDigit(word[0]))
        {
            return;
        }

        if (IsWithoutSpaces(word[0]))
        {
            for (var at = 0; at + 2 <= word.Length && at < Longest; at++)
            {
                take(word.Slice(at, 2));
            }
        }
        else if (word.Length is >= Shortest and <= Longest)
        {
            take(word);
        }
    }

    private static bool IsBorder(ReadOnlySpan<char> word, int at)
    {
        var (before, here) = (word[at - 1], word[at]);
        return before == '_' || here == '_'
            || char.IsDigit(before) != char.IsDigit(here)
            || (char.IsLower(before) && char.IsUpper(here))
            || (char.IsUpper(before) && char.IsUpper(here) && at + 1 < word.Length && char.IsLower(word[at + 1]));
    }

    /// <summary>Chinese, Japanese and Korean.</summary>
    private static bool IsWithoutSpaces(char character) => character is >= '\u3040' and <= '\u9fff' or >= '\uac00' and <= '\ud7af';
}
