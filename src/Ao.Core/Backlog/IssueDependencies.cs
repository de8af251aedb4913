using System.Text.RegularExpressions;

namespace Ao.Backlog;

/// <summary>Reads from an issue's text which issues have to be closed first: lines that begin with <c>Depends on #3</c>, <c>Blocked by #4, #5</c>. Prose, what is quoted, and what stands in a block of code say nothing.</summary>
internal static partial class IssueDependencies
{
    /// <summary>How many an issue can name.</summary>
    public const int Most = 50;

    private const int MostRead = 64 * 1024;
    private const string Sign = "#[a-z0-9][a-z0-9._-]*";
    private const string Any = "(" + Sign + "|[a-z]+-[0-9]+)";
    private const string And = @"\s*(,\s*and\s|,|and\s|&)\s*";

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

            if (Phrase().Match(text.ToString()) is { Success: true } match)
            {
                found.AddRange(Id().Matches(match.Groups["ids"].Value).Select(static id => id.Value.TrimStart('#').TrimEnd('.', '-', '_')));
            }
        }

        return [.. found.Distinct(StringComparer.Ordinal).Take(Most)];
    }

    // Without backtracking: the text is from outside. A sign makes an id certain, whatever follows; without one the ids have to fill the line, or it is prose.
    [GeneratedRegex(@"^(([-*+]|[0-9]{1,9}[.)])\s+)*[*_]{0,3}(depends\s+on|blocked\s+by)[\s:*_]+((?<ids>" + Any + "(" + And + Any + @")*)[.\s]*$|(?<ids>" + Sign + "(" + And + Sign + ")*))", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Phrase();

    [GeneratedRegex(Any, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
