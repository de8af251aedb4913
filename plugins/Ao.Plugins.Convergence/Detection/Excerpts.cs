namespace Ao.Plugins.Convergence;

/// <summary>Makes text from outside short and harmless. What is cut ends in a sign that says so.</summary>
internal static class Excerpts
{
    public const int Length = 160;

    private const string Sign = "…";

    /// <summary>A cut goes back to the end of a word, if that is no further than this.</summary>
    private const int LongestTail = 24;

    public static string Line(string text, int length = Length) =>
        Cut(Printable.Clean(text.Length > 4 * length ? text[..(4 * length)] : text).ReplaceLineEndings(" ").Replace('\t', ' ').Trim(), length);

    /// <summary>Shows code as it is, as Markdown does.</summary>
    public static string Code(string text, int length = Length)
    {
        var line = Line(text, length);
        return line.Contains('`', StringComparison.Ordinal) ? $"`` {line} ``" : $"`{line}`";
    }

    /// <summary>Shows a path; of a long one the end, which says most.</summary>
    public static string Path(string path, int length = 120)
    {
        var line = Line(path, 4 * length);
        if (line.Length <= length)
        {
            return line;
        }

        var end = line[^(length - Sign.Length)..];
        var slash = end.IndexOf('/', StringComparison.Ordinal);
        return Sign + Printable.Clean(slash >= 0 ? end[slash..] : end);
    }

    /// <summary>Joins a few things into words.</summary>
    public static string List(IReadOnlyList<string> parts) => parts.Count <= 1 ? string.Concat(parts) : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";

    public static string Cut(string line, int length)
    {
        if (line.Length <= length)
        {
            return line;
        }

        var end = length - Sign.Length;
        var word = end;
        while (word > end - LongestTail && word > 0 && char.IsLetterOrDigit(line[word - 1]) && char.IsLetterOrDigit(line[word]))
        {
            word--;
        }

        end = word > end - LongestTail && word > 0 ? word : end;
        end -= char.IsHighSurrogate(line[end - 1]) ? 1 : 0;
        return line[..end].TrimEnd() + Sign;
    }
}
