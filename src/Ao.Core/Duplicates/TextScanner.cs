namespace Ao.Duplicates;

/// <summary>Takes a text apart into tokens, in one pass and without backtracking.</summary>
internal static class TextScanner
{
    /// <summary>A run of characters without a space is looked at in lengths of this.</summary>
    private const int MaxPiece = 256;

    /// <summary>Longer words say no more than their beginning.</summary>
    private const int MaxToken = 64;

    /// <summary>Adds the tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tokens">Where to add them.</param>
    /// <param name="limit">The number of tokens at which it stops.</param>
    public static void Scan(ReadOnlySpan<char> text, List<Token> tokens, int limit)
    {
        var at = 0;
        while (at < text.Length && tokens.Count < limit)
        {
            if (Separates(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && at - start < MaxPiece && !Separates(text[at]))
            {
                at++;
            }

            ScanPiece(text[start..at], start, tokens);
        }
    }

    private static bool Separates(char character) =>
        char.IsWhiteSpace(character) || char.IsControl(character) || "()[]{}<>\"'`,;=|*!?&^%#@+".Contains(character);

    /// <summary>A piece is what stands between spaces, quotes and brackets.</summary>
    private static void ScanPiece(ReadOnlySpan<char> piece, int start, List<Token> tokens)
    {
        if (VolatileText.IsNumber(piece))
        {
            tokens.Add(new Token(start, Math.Min(piece.Length, MaxToken), TokenTraits.Volatile | TokenTraits.Number));
            return;
        }

        var traits = VolatileText.IsPlace(piece) ? TokenTraits.Volatile : TokenTraits.None;
        var at = 0;
        while (at < piece.Length)
        {
            var from = at;
            if (IsIdeograph(piece[at]))
            {
                while (at < piece.Length && IsIdeograph(piece[at]))
                {
                    at++;
                }

                ScanIdeographs(at - from, start + from, traits, tokens);
                continue;
            }

            while (at < piece.Length && IsWordCharacter(piece[at]))
            {
                at++;
            }

            if (at == from)
            {
                at++;
                continue;
            }

            ScanWord(piece[from..at], start + from, traits, tokens);
        }
    }

    private static bool IsWordCharacter(char character) => char.IsLetterOrDigit(character) && !IsIdeograph(character) || character is '_' or '$' or '.';

    /// <summary>Scripts that are written without spaces, or whose words are short: two characters are the unit.</summary>
    private static bool IsIdeograph(char character) => character is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF' && char.IsLetter(character);

    private static void ScanIdeographs(int length, int start, TokenTraits traits, List<Token> tokens)
    {
        for (var at = 0; at < Math.Max(1, length - 1); at++)
        {
            tokens.Add(new Token(start + at, Math.Min(2, length), traits));
        }
    }

    private static void ScanWord(ReadOnlySpan<char> word, int start, TokenTraits traits, List<Token> tokens)
    {
        var trimmed = word.TrimStart('.');
        start += word.Length - trimmed.Length;
        word = trimmed.TrimEnd('.');
        if (word.IsEmpty)
        {
            return;
        }

        if (char.IsDigit(word[0]) || VolatileText.IsId(word))
        {
            tokens.Add(new Token(start, Math.Min(word.Length, MaxToken), TokenTraits.Volatile | (char.IsDigit(word[0]) ? TokenTraits.Number : TokenTraits.None)));
            return;
        }

        if (WordParts.IsIdentifier(word))
        {
            var digits = word.IndexOfAnyInRange('0', '9') >= 0 ? TokenTraits.Volatile : TokenTraits.None;
            tokens.Add(new Token(start, Math.Min(word.Length, MaxToken), traits | TokenTraits.Code | digits));
            WordParts.Add(word, start, traits | TokenTraits.Part, MaxToken, tokens);
            return;
        }

        // ios7 is ios and 7, so that another version is the same word.
        var letters = word.Length;
        while (letters > 0 && char.IsDigit(word[letters - 1]))
        {
            letters--;
        }

        tokens.Add(new Token(start, Math.Min(letters, MaxToken), traits));
        if (letters < word.Length)
        {
            tokens.Add(new Token(start + letters, Math.Min(word.Length - letters, MaxToken), TokenTraits.Volatile | TokenTraits.Number));
        }
    }
}
