using System.Globalization;
using System.Text.RegularExpressions;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Forge;

/// <summary>Finds the issues that a text closes when its pull request is merged, by the words that GitHub knows.</summary>
internal static partial class ClosingReferences
{
    private const int MaxIssues = 50;

    /// <summary>Gives the numbers of the issues of the same repository, in the order in which they are named.</summary>
    public static IReadOnlyList<string> Find(string? text, RepositoryName repository) => string.IsNullOrEmpty(text)
        ? []
        : [.. Reference().Matches(text)
            .Where(match => !match.Groups["owner"].Success
                || (match.Groups["owner"].Value.Equals(repository.Owner, StringComparison.OrdinalIgnoreCase) && match.Groups["name"].Value.Equals(repository.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(static match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture))
            .Distinct(StringComparer.Ordinal)
            .Take(MaxIssues)];

    [GeneratedRegex("""\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)(?::\s*|\s+)(?:(?<owner>[A-Za-z0-9][A-Za-z0-9-]{0,38})/(?<name>[A-Za-z0-9._-]{1,100}))?#(?<number>[1-9][0-9]{0,8})\b""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();
}
