using System.Text;

namespace Ao.Reports;

/// <summary>Makes what a report says fit to be kept and shown. What it asks for stays text: nothing here or behind it is carried out.</summary>
internal static class ReportTexts
{
    private const int MaxDerivedTitle = 120;

    /// <summary>Takes colours and cursor movements out of a text, makes line ends one kind, and shows other control characters as escapes.</summary>
    public static string Neutralise(string text)
    {
        if (text.AsSpan().IndexOfAny('\e', '\u009b', '\r') < 0)
        {
            return Printable.Escape(text);
        }

        var clean = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var length = ControlSequence(text, index);
            if (length > 0)
            {
                index += length - 1;
            }
            else if (text[index] != '\r')
            {
                clean.Append(text[index]);
            }
            else if (index + 1 == text.Length || text[index + 1] != '\n')
            {
                clean.Append('\n');
            }
        }

        return Printable.Escape(clean.ToString());
    }

    /// <summary>Makes a title of what a report holds.</summary>
    public static string TitleOf(Report report)
    {
        var line = report.Evidence.SelectMany(static evidence => evidence.Split('\n')).Select(static text => Printable.Line(text.Trim())).FirstOrDefault(static text => text.Any(char.IsLetterOrDigit));
        if (line is null)
        {
            var kind = report.Type == ReportType.BugReport ? "A defect" : "An improvement";
            return report.Component is { } part ? $"{kind} in {part}" : kind;
        }

        var title = report.Component is { } component && !line.Contains(component, StringComparison.OrdinalIgnoreCase) ? $"{component}: {line}" : line;
        return title.Length <= MaxDerivedTitle ? title : $"{title[..(char.IsHighSurrogate(title[MaxDerivedTitle - 1]) ? MaxDerivedTitle - 1 : MaxDerivedTitle)]}…";
    }

    /// <summary>Finds half of a surrogate pair that stands alone, which is no text.</summary>
    public static int? LoneSurrogate(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>Gives the length of the control sequence of a terminal that begins at a place (ECMA-48, 5.4); 0 where none does.</summary>
    private static int ControlSequence(string text, int start)
    {
        var index = text[start] switch
        {
            '\u009b' => start + 1,
            '\e' when start + 1 < text.Length && text[start + 1] == '[' => start + 2,
            _ => 0,
        };
        if (index == 0)
        {
            return 0;
        }

        while (index < text.Length && text[index] is >= '\u0020' and <= '\u003f')
        {
            index++;
        }

        return index < text.Length && text[index] is >= '\u0040' and <= '\u007e' ? index + 1 - start : 0;
    }
}
