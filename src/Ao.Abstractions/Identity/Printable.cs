using System.Globalization;
using System.Text;

namespace Ao;

/// <summary>Makes text from outside fit to be shown to a person: on a terminal, in a log, in an error message.</summary>
public static class Printable
{
    private const int QuoteLength = 80;

    /// <summary>Removes what could steer a terminal or mislead a reader: C0 and C1 control characters save tab and newline, bidirectional
    /// formatting marks, and lone surrogates.</summary>
    /// <param name="text">The text, or <see langword="null"/>.</param>
    /// <returns>The text without them; the same instance where nothing had to go.</returns>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var index = 0;
        while (index < text.Length && IsHarmless(text, index))
        {
            index++;
        }

        if (index == text.Length)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length).Append(text, 0, index);
        for (; index < text.Length; index++)
        {
            if (IsHarmless(text, index))
            {
                clean.Append(text[index]);
            }
        }

        return clean.ToString();
    }

    /// <summary>Shortens hostile text to one short line for an error message: control characters become escapes, and what is beyond 80 characters an ellipsis.</summary>
    /// <param name="text">The text, or <see langword="null"/>.</param>
    /// <returns>One line without control characters.</returns>
    public static string Quote(string? text)
    {
        if (text is null)
        {
            return "(null)";
        }

        var line = new StringBuilder(Math.Min(text.Length, QuoteLength) + 8);
        for (var index = 0; index < text.Length; index++)
        {
            // Never between the halves of a surrogate pair.
            if (line.Length >= QuoteLength && !char.IsHighSurrogate(line[^1]))
            {
                return line.Append('…').ToString();
            }

            Append(line, text, index);
        }

        return line.ToString();
    }

    /// <summary>Makes hostile text one line of a list, whole: control characters, newlines too, become escapes.</summary>
    /// <param name="text">The text, or <see langword="null"/>.</param>
    /// <returns>One line without control characters; the same instance where nothing had to change.</returns>
    public static string Line(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var line = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            Append(line, text, index);
        }

        return line.Length == text.Length ? text : line.ToString();
    }

    /// <summary>Shows what <see cref="Clean"/> would remove: it becomes escapes, and nothing else changes. For text that a person decides on.</summary>
    /// <param name="text">The text, or <see langword="null"/>.</param>
    /// <returns>The text with tabs and newlines, without other control characters; the same instance where nothing had to change.</returns>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        var shown = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is '\t' or '\n')
            {
                shown.Append(text[index]);
            }
            else
            {
                Append(shown, text, index);
            }
        }

        return shown.Length == text.Length ? text : shown.ToString();
    }

    private static void Append(StringBuilder line, string text, int index)
    {
        var character = text[index];
        if (character is '\t' or '\n' || !IsHarmless(text, index))
        {
            line.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
        }
        else
        {
            line.Append(character);
        }
    }

    private static bool IsHarmless(string text, int index)
    {
        var character = text[index];
        return character switch
        {
            '\t' or '\n' => true,
            < ' ' or (>= '\u007f' and <= '\u009f') => false,
            '\u200e' or '\u200f' or '\u061c' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') => false,
            _ when char.IsHighSurrogate(character) => index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]),
            _ when char.IsLowSurrogate(character) => index > 0 && char.IsHighSurrogate(text[index - 1]),
            _ => true,
        };
    }
}
