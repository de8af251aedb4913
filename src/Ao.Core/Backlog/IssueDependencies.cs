using System.Text.RegularExpressions;

namespace Ao.Backlog;

/// <summary>Reads from an issue's text which issues have to be closed first: <c>Depends on #3</c>, <c>Blocked by #4, #5</c>. What is quoted, or stands in a block of code, says nothing.</summary>
internal static partial class IssueDependencies
{
    /// <summary>How many an issue can name.</summary>
    public const int Most = 50;

    private const int MostRead = 64 * 1024;

    /// <summary>Gives the ids as the tracker writes them, without the number sign.</summary>
    public static IReadOnlyList<string> Of(string body)
    {
        var found = new List<string>();
        var isCode = false;
        foreach (var line in body.AsSpan(0, Math.Min(body.Length, MostRead)).EnumerateLines())
        {
            var text = line.TrimStart();
            if (text.StartsWith("```") || text.StartsWith("~~~"))
            {
                isCode = !isCode;
            }

            if (isCode || text.StartsWith(">"))
            {
                continue;
            }

            foreach (Match match in Phrase().Matches(text.ToString()))
            {
                found.AddRange(Id().Matches(match.Groups["ids"].Value).Select(static id => id.Value.TrimStart('#').TrimEnd('.', '-', '_')));
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal).Take(Most)];
    }

    // Without backtracking: the text is from outside.
    [GeneratedRegex(@"\b(depends\s+on|blocked\s+by)[\s:*]+(?<ids>(#[a-z0-9][a-z0-9._-]*|[a-z]+-[0-9]+|[0-9]+)(\s*(,|and|&)\s*(#[a-z0-9][a-z0-9._-]*|[a-z]+-[0-9]+|[0-9]+))*)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Phrase();

    [GeneratedRegex(@"#[a-z0-9][a-z0-9._-]*|[a-z]+-[0-9]+|[0-9]+", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
