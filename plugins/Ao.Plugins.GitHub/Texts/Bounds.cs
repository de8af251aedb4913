using System.Text;

namespace Ao.Plugins.GitHub.Texts;

/// <summary>The bounds that GitHub sets to what is written there, found before anything is sent.</summary>
internal static class Bounds
{
    public const int MaxTitle = 256;
    public const int MaxBody = 65_536;

    /// <summary>What is left of a body for the marks at its end.</summary>
    public const int MaxText = MaxBody - 512;
    public const int MaxLabel = 50;
    private const int MaxWords = 100;

    public static string Title(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return string.IsNullOrWhiteSpace(title) || title.Length > MaxTitle || title.AsSpan().ContainsAny('\n', '\r', '\0')
            ? throw new AoException($"'{Printable.Quote(title)}' cannot be a title on GitHub. Give one line of 1 to {MaxTitle} characters.")
            : title;
    }

    public static string Body(string what, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxText ? text : throw new AoException($"The {what} has {text.Length} characters, and GitHub takes {MaxText}. Say it shorter, or attach the rest.");
    }

    public static IReadOnlyList<string> Labels(IReadOnlyList<string> labels) => Words("labels", labels, MaxLabel);

    public static IReadOnlyList<string> Assignees(IReadOnlyList<string> assignees) => Words("assignees", assignees, 100);

    public static string Revision(string revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return revision.Length is 40 or 64 && revision.All(char.IsAsciiHexDigitLower)
            ? revision
            : throw new AoException($"'{Printable.Quote(revision)}' is no revision. Give the whole id of a commit, in lower-case hexadecimal.");
    }

    /// <summary>Keeps the end of a text, so many bytes of UTF-8 at most.</summary>
    public static string Tail(string text, int bytes)
    {
        var encoded = Encoding.UTF8.GetBytes(text);
        return encoded.Length <= bytes ? text : Encoding.UTF8.GetString(encoded.AsSpan(encoded.Length - bytes)).TrimStart((char)0xfffd);
    }

    private static IReadOnlyList<string> Words(string name, IReadOnlyList<string> words, int longest)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (words.Count > MaxWords)
        {
            throw new AoException($"There are {words.Count} {name}, and an issue can have {MaxWords}. Give fewer.");
        }

        foreach (var word in words)
        {
            if (string.IsNullOrWhiteSpace(word) || word.Length > longest || word.Any(char.IsControl))
            {
                throw new AoException($"'{Printable.Quote(word)}' among the {name} is empty, longer than {longest} characters or more than a line. Give short words.");
            }
        }

        return [.. words.Distinct(StringComparer.Ordinal)];
    }
}
