using System.Globalization;

namespace Ao.Channels;

/// <summary>Brings texts into what a channel takes, and says where something was left out.</summary>
internal static class ChannelText
{
    /// <summary>Shortens a text that is too long, and says so at its end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many UTF-16 code units it may have, the note included.</param>
    public static string Cut(string text, int most) => Fit(text, most, static part => part);

    /// <summary>Escapes a text, shortened so far that what comes out is not too long. Neither a character nor an escape is cut in two.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many UTF-16 code units the escaped text may have, the note included.</param>
    /// <param name="escape">Makes text what the channel shows as that text; more text must not make less of it.</param>
    public static string Fit(string text, int most, Func<string, string> escape)
    {
        // What is far beyond the limit need not be escaped to see that it is.
        if (text.Length <= most && escape(text) is var whole && whole.Length <= most)
        {
            return whole;
        }

        var note = escape(string.Create(CultureInfo.InvariantCulture, $"… (shortened, {text.Length} characters in all)"));
        var (fits, tooLong) = (0, Math.Min(text.Length, most) + 1);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = escape(Start(text, middle)).Length + note.Length <= most ? (middle, tooLong) : (fits, middle);
        }

        return escape(Start(text, fits)) + note;
    }

    private static string Start(string text, int length) => length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
}
