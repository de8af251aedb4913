namespace Ao.Duplicates;

/// <summary>Recognises what differs from one occurrence of a problem to the next.</summary>
internal static class VolatileText
{
    /// <summary>Says whether a piece is a number, a date, a time, a version, a GUID or the like.</summary>
    public static bool IsNumber(ReadOnlySpan<char> piece)
    {
        var (digits, hex) = (0, 0);
        foreach (var character in piece)
        {
            if (char.IsAsciiDigit(character))
            {
                digits++;
            }
            else if (char.IsAsciiHexDigit(character))
            {
                hex++;
            }
            else if (character is not ('-' or ':' or '.' or '/' or 'T' or 'Z' or 'x'))
            {
                return false;
            }
        }

        return digits > 0 && (digits >= hex * 2 || digits + hex >= 8);
    }

    /// <summary>Says whether a piece is a path or an address.</summary>
    public static bool IsPlace(ReadOnlySpan<char> piece)
    {
        var separators = piece.Count('/') + piece.Count('\\');
        return separators switch
        {
            0 => false,
            1 => piece[0] is '/' or '~' || piece[1..] is [':', ..] || piece[piece.LastIndexOfAny('/', '\\')..].Contains('.') && piece[^1] != '.',
            _ => true,
        };
    }

    /// <summary>Says whether a word is an id: hexadecimal, or letters and digits in turns.</summary>
    public static bool IsId(ReadOnlySpan<char> word)
    {
        if (word.Length < 6)
        {
            return false;
        }

        var (hex, turns, digits) = (true, 0, 0);
        for (var at = 0; at < word.Length; at++)
        {
            if (!char.IsLetterOrDigit(word[at]))
            {
                return false;
            }

            hex &= char.IsAsciiHexDigit(word[at]);
            digits += char.IsDigit(word[at]) ? 1 : 0;
            turns += at > 0 && char.IsDigit(word[at]) != char.IsDigit(word[at - 1]) ? 1 : 0;
        }

        return digits > 0 && (hex || turns >= 3);
    }
}
