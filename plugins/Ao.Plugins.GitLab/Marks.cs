using System.Text.RegularExpressions;

namespace Ao.Plugins.GitLab;

/// <summary>Puts operations' marks into texts and takes them out again.</summary>
internal static partial class Marks
{
    /// <summary>The longest text that GitLab takes, in characters.</summary>
    public const int MaxText = 1_000_000;

    private const int MaxTitle = 255;

    /// <summary>Gives a text with the mark of the operation that writes it.</summary>
    public static string With(string text, OperationKey key)
    {
        RequireText(text);
        return text.Length == 0 ? key.Marker : $"{text}\n\n{key.Marker}";
    }

    /// <summary>Tells whether a text has the mark of an operation.</summary>
    public static bool Has(string? text, OperationKey key) => text?.Contains(key.Marker, StringComparison.Ordinal) == true;

    /// <summary>Gives a text without marks at its end.</summary>
    public static string Without(string? text) => text is null ? "" : AtEnd().Replace(text, "");

    /// <summary>Gives the marks at the end of a text, so that another text can keep them.</summary>
    public static string Of(string? text) => text is null ? "" : AtEnd().Match(text).Value.Trim();

    /// <summary>Gives a text that takes the place of another and keeps its marks.</summary>
    public static string Instead(string text, string? other)
    {
        RequireText(text);
        var marks = Of(other);
        return marks.Length == 0 ? text : text.Length == 0 ? marks : $"{text}\n\n{marks}";
    }

    /// <summary>Requires a title: one line.</summary>
    public static string RequireTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return string.IsNullOrWhiteSpace(title) || title.AsSpan().ContainsAny('\n', '\r') ? throw new AoException($"'{Printable.Quote(title)}' cannot be a title. Give one line of text.")
            : title.Length > MaxTitle ? throw new AoException($"The title has {title.Length} characters, and GitLab takes {MaxTitle}. Say it shorter.")
            : title;
    }

    /// <summary>Requires a text that GitLab takes.</summary>
    public static string RequireText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= MaxText ? text : throw new AoException($"The text has {text.Length} characters, and GitLab takes {MaxText}. Say it shorter.");
    }

    [GeneratedRegex(@"(\s*<!-- ao-[a-z]+: [a-zA-Z0-9_.:/\-]{1,300} -->)+\s*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex AtEnd();
}
