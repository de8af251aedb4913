using System.Globalization;

namespace Ao.Notifiers;

/// <summary>Fits text from outside into what a channel can show.</summary>
internal static class ShownText
{
    /// <summary>Gives the text without what could steer a reader, cut to a limit where it is longer, which it then says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How many characters it may have, the note not counted.</param>
    public static string Cut(string? text, int limit)
    {
        var clean = Printable.Clean(text);
        return clean.Length <= limit ? clean : string.Create(CultureInfo.InvariantCulture, $"{Printable.Clean(clean[..limit])}… (shortened: {clean.Length - limit} more characters)");
    }

    /// <summary>Gives the text as one line, cut to a limit where it is longer.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">How many characters it may have, the ellipsis not counted.</param>
    public static string Line(string? text, int limit)
    {
        var line = Printable.Line(text is { Length: > 4096 } ? text[..4096] : text);
        return line.Length <= limit ? line : Printable.Clean(line[..limit]) + "…";
    }
}
