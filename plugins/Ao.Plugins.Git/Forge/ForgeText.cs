using System.Globalization;

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

    /// <summary>Writes paths one after the other, each of which stays one entry whatever its name holds, and says how many more there are.</summary>
    public static string ListPaths(IReadOnlyList<string> paths, string separator, int most)
    {
        var list = string.Join(separator, paths.Take(most).Select(Printable.Line));
        return paths.Count <= most ? list : string.Create(CultureInfo.InvariantCulture, $"{list}{separator}and {paths.Count - most} more");
    }

    public static string RequireBody(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Length > MaxBody ? throw new AoException($"The text has {body.Length} characters. Give {MaxBody} at most.") : body;
    }
}
