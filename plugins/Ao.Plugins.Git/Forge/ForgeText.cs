namespace Ao.Plugins.Git.Forge;

/// <summary>The bounds of texts that people write.</summary>
internal static class ForgeText
{
    private const int MaxTitle = 256;
    private const int MaxBody = 256 * 1024;

    public static string RequireTitle(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        return string.IsNullOrWhiteSpace(title) || title.Length > MaxTitle || title.Contains('\n', StringComparison.Ordinal) || title.Contains('\0', StringComparison.Ordinal)
            ? throw new AoException($"'{Printable.Quote(title)}' cannot be a title. Give one line of 1 to {MaxTitle} characters.")
            : title;
    }

    public static string RequireBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Length > MaxBody ? throw new AoException($"The text has {body.Length} characters. Give {MaxBody} at most.") : body;
    }
}
