using System.Text.RegularExpressions;

namespace Ao.Secrets;

/// <summary>Takes paths of this machine out of texts that others get to see: they name people and places, and mean nothing elsewhere.</summary>
/// <remarks>
/// Two kinds are known. Folders of projects are replaced, and what lies below them is left: it says where in the source something is.
/// Of the data folder and of home folders (<c>/home/x</c>, <c>/Users/x</c>, <c>/root</c>, <c>C:\Users\x</c>) what lies below goes too. Safe for concurrent use.
/// </remarks>
internal sealed partial class LocalPaths
{
    // Not behind what makes the slash a mere part of something longer, such as of an address or of what was replaced before; but behind an option's letter, as in -I/home/x.
    private const string Begin = @"(?:(?<![\w.\-~/\\\]])|(?<=(?:^|\s)-[a-z]))";

    // A longer name that begins alike is another one.
    private const string End = @"(?![\w\-]|\.\w)";
    private const string Below = @"[^\s""'`<>|:;,()\[\]{}*?]*";

    private readonly Regex?[] _patterns;

    /// <summary>Prepares the search.</summary>
    /// <param name="folders">Folders of projects and their forks. What is no full path is left out.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="homeFolder">The home folder of who runs this.</param>
    public LocalPaths(IEnumerable<string?> folders, string? dataFolder, string? homeFolder) =>
        _patterns = [PatternOf([dataFolder], End + Below), PatternOf(folders, End), PatternOf([homeFolder], End + Below), Homes()];

    /// <summary>Replaces the paths of a text.</summary>
    public RedactedText Redact(string text)
    {
        var count = 0;
        foreach (var pattern in _patterns)
        {
            text = pattern?.Replace(text, Replace) ?? text;
        }

        return new RedactedText(text, count);

        string Replace(Match match)
        {
            count++;
            return SecretRedactor.Marker;
        }
    }

    private static Regex? PatternOf(IEnumerable<string?> folders, string end)
    {
        // The longer ones first, because one may lie within another.
        var known = folders.OfType<string>().Where(Path.IsPathFullyQualified).Select(Path.TrimEndingDirectorySeparator)
            .Select(static path => path.Split(['/', '\\'], StringSplitOptions.RemoveEmptyEntries))
            .Where(static parts => parts.Length > 0 && !(parts.Length == 1 && parts[0].EndsWith(':')))
            .Select(static parts => (parts[0].EndsWith(':') ? "" : @"[\\/]+") + string.Join(@"[\\/]+", parts.Select(Regex.Escape)))
            .Distinct(StringComparer.Ordinal).OrderByDescending(static path => path.Length).ToList();
        return known.Count == 0 ? null : new Regex($"{Begin}(?:/private)?(?:{string.Join('|', known)}){end}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    [GeneratedRegex(Begin + @"(?:/+(?:(?:mnt/+)?[a-z]/+)?(?:(?:var|usr|export)/+)?(?:home|users)/+[^\s/\\""'`<>|:;,()\[\]{}*?]+|/+root" + End + @"|[a-z]:[\\/]+users[\\/]+[^\s/\\""'`<>|:;,()\[\]{}*?]+)" + Below, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Homes();
}
