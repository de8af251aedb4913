namespace Ao.Duplicates;

/// <summary>Identifiers and the words that they are made of.</summary>
internal static class WordParts
{
    /// <summary>Says whether a word is an identifier: it has a dot, an underscore or a capital within.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> word)
    {
        for (var at = 1; at < word.Length; at++)
        {
            if (word[at] is '.' or '_' or '$' || char.IsUpper(word[at]) && char.IsLower(word[at - 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the words that an identifier is made of, where they have two letters or more.</summary>
    public static void Add(ReadOnlySpan<char> word, int start, TokenTraits traits, int longest, List<Token> tokens)
    {
        var from = 0;
        for (var at = 1; at <= word.Length; at++)
        {
            if (at < word.Length && !IsBoundary(word, at))
            {
                continue;
            }

            var part = word[from..at].TrimStart("._$");
            var offset = at - part.Length;
            part = part.TrimEnd("._$");
            if (part.Length >= 2)
            {
                var number = char.IsDigit(part[0]) ? TokenTraits.Volatile | TokenTraits.Number : TokenTraits.None;
                tokens.Add(new Token(start + offset, Math.Min(part.Length, longest), traits | number));
            }

            from = at;
        }
    }

    private static bool IsBoundary(ReadOnlySpan<char> word, int at) =>
        word[at] is '.' or '_' or '$'
        || char.IsDigit(word[at]) != char.IsDigit(word[at - 1])
        || char.IsUpper(word[at]) && (char.IsLower(word[at - 1]) || char.IsUpper(word[at - 1]) && at + 1 < word.Length && char.IsLower(word[at + 1]));
}
