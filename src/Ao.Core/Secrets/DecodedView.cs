using System.Globalization;
using System.Net;
using System.Text;

namespace Ao.Secrets;

/// <summary>A text with its escapes undone, and where each character of it stands in the text that it was made of.</summary>
/// <remarks>Texts are bytes here, one to a character. What an escape stands for is written as the bytes of its UTF-8.</remarks>
internal sealed class DecodedView
{
    private const int MaxEntity = 12;
    private readonly List<int> _starts;
    private readonly StringBuilder _text;

    private DecodedView(int capacity) => (_starts, _text) = (new List<int>(capacity + 1), new StringBuilder(capacity));

    public string Text => _text.ToString();

    /// <summary>Undoes the escapes of a text; <see langword="null"/> where it has none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escapes">The characters that begin those escapes which are undone: of <c>%</c> (addresses), <c>\</c> (JSON) and <c>&amp;</c> (HTML).</param>
    public static DecodedView? Of(string text, string escapes)
    {
        if (text.AsSpan().IndexOfAny(escapes) < 0)
        {
            return null;
        }

        var view = new DecodedView(text.Length);
        var index = 0;
        var changed = false;
        while (index < text.Length)
        {
            var length = escapes.Contains(text[index], StringComparison.Ordinal) ? view.TryDecode(text, index) : 0;
            changed |= length > 0;
            if (length == 0)
            {
                view.Add(text[index], index);
                length = 1;
            }

            index += length;
        }

        view._starts.Add(text.Length);
        return changed ? view : null;
    }

    /// <summary>Gives where a part of the view stands in the text that it was made of.</summary>
    public SecretRange Locate(SecretRange range)
    {
        // The characters of one escape all begin where it begins, so the end is where the next one begins.
        var end = range.End;
        while (end < _starts.Count - 1 && _starts[end] == _starts[range.End - 1])
        {
            end++;
        }

        return new SecretRange(_starts[range.Start], _starts[end]);
    }

    private void Add(char character, int start)
    {
        _text.Append(character);
        _starts.Add(start);
    }

    private int TryDecode(string text, int index) => text[index] switch
    {
        '%' => TryPercent(text, index),
        '\\' => TryBackslash(text, index),
        _ => TryEntity(text, index),
    };

    private int TryPercent(string text, int index)
    {
        if (index + 2 >= text.Length || !TryHex(text.AsSpan(index + 1, 2), out var value))
        {
            return 0;
        }

        Add((char)value, index);
        return 3;
    }

    private int TryBackslash(string text, int index)
    {
        if (index + 1 >= text.Length)
        {
            return 0;
        }

        switch (text[index + 1])
        {
            case 'u' when index + 5 < text.Length && TryHex(text.AsSpan(index + 2, 4), out var unit):
                if (char.IsHighSurrogate((char)unit) && index + 11 < text.Length && text[index + 6] == '\\' && text[index + 7] == 'u'
                    && TryHex(text.AsSpan(index + 8, 4), out var low) && char.IsLowSurrogate((char)low))
                {
                    AddRune(new Rune((char)unit, (char)low), index);
                    return 12;
                }

                AddRune(Rune.TryCreate((char)unit, out var rune) ? rune : Rune.ReplacementChar, index);
                return 6;
            case 'x' when index + 3 < text.Length && TryHex(text.AsSpan(index + 2, 2), out var value):
                Add((char)value, index);
                return 4;
            case 'n':
                Add('\n', index);
                return 2;
            case 't':
                Add('\t', index);
                return 2;
            case 'r':
                Add('\r', index);
                return 2;
            case '"' or '\'' or '\\' or '/':
                Add(text[index + 1], index);
                return 2;
            default:
                return 0;
        }
    }

    private int TryEntity(string text, int index)
    {
        var length = text.AsSpan(index, Math.Min(MaxEntity, text.Length - index)).IndexOf(';') + 1;
        if (length < 3)
        {
            return 0;
        }

        var entity = text.Substring(index, length);
        var decoded = WebUtility.HtmlDecode(entity);
        if (decoded == entity)
        {
            return 0;
        }

        foreach (var rune in decoded.EnumerateRunes())
        {
            AddRune(rune, index);
        }

        return length;
    }

    private void AddRune(Rune rune, int start)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
        {
            Add((char)value, start);
        }
    }

    private static bool TryHex(ReadOnlySpan<char> digits, out int value) => int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}
