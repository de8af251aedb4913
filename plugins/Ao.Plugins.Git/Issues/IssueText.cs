using Ao.Plugins.Git.Forge;

namespace Ao.Plugins.Git.Issues;

/// <summary>The bounds of what an issue holds.</summary>
internal static class IssueText
{
    /// <summary>The largest issue as it is written down, in bytes.</summary>
    public const int MaxRecord = 16 * 1024 * 1024;

    private const int MaxText = 1024 * 1024;
    private const int MaxWords = 100;
    private const int MaxWord = 256;

    public static string Title(string title) => ForgeText.RequireTitle(title);

    public static string Text(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxText ? text : throw new AoException($"The {name} has {text.Length} characters. Give {MaxText} at most, and attach the rest as a file.");
    }

    public static IReadOnlyList<string> Words(string name, IReadOnlyList<string> words)
    {
        if (words.Count > MaxWords)
        {
            throw new AoException($"There are {words.Count} {name}, and an issue can have {MaxWords}. Give fewer.");
        }

        var bad = words.FirstOrDefault(static word => string.IsNullOrWhiteSpace(word) || word.Length > MaxWord);
        return bad is null && words.All(static word => word is not null)
            ? [.. words.Distinct(StringComparer.Ordinal)]
            : throw new AoException($"'{Printable.Quote(bad)}' among the {name} is empty or longer than {MaxWord} characters. Give short words.");
    }
}
