using System.Text;
using Ao.Configuration;
using Ao.PullRequests;

namespace Ao.Backlog;

/// <summary>What a breakdown must be, so that issues can be made of it: a pure function that finds all mistakes at once.</summary>
internal static class BreakdownRules
{
    private const int MaxTitle = 200;
    private const int MaxBody = 16 * 1024;
    private const int MaxKey = 40;

    /// <summary>Reads and checks a breakdown.</summary>
    /// <param name="json">The breakdown as the designer wrote it.</param>
    /// <param name="title">The title of the issue.</param>
    /// <param name="body">Its text.</param>
    /// <param name="depth">How deep the issue itself lies.</param>
    /// <param name="options">The project's limits.</param>
    /// <returns>The breakdown where nothing is wrong with it, and what is wrong.</returns>
    public static (Breakdown? Breakdown, IReadOnlyList<string> Problems) Check(string json, string title, string body, int depth, BreakDownOptions options)
    {
        var problems = new List<string>();
        var breakdown = BreakdownReader.Read(json, problems);
        if (breakdown is not null)
        {
            CheckDecision(breakdown, depth, options, problems);
            CheckParts(breakdown.Parts, title, body, problems);
            CheckDependencies(breakdown.Parts, problems);
        }

        return problems.Count == 0 ? (breakdown, problems) : (null, problems);
    }

    private static void CheckDecision(Breakdown breakdown, int depth, BreakDownOptions options, List<string> problems)
    {
        if (!breakdown.IsComposite)
        {
            if (breakdown.Parts.Count > 0)
            {
                problems.Add("An atomic issue has no parts. Leave them out, or decide composite.");
            }

            return;
        }

        if (depth >= options.MaxDepth)
        {
            problems.Add($"The issue lies {depth} deep already, and parts may lie {options.MaxDepth} deep. Decide atomic.");
        }

        if (breakdown.Parts.Count < 2 || breakdown.Parts.Count > options.MaxParts)
        {
            problems.Add($"parts: {breakdown.Parts.Count} parts can be used. Give 2 to {options.MaxParts}.");
        }
    }

    private static void CheckParts(IReadOnlyList<BreakdownPart> parts, string title, string body, List<string> problems)
    {
        foreach (var part in parts)
        {
            var name = $"Part '{Printable.Quote(part.Key)}'";
            if (part.Key.Length is 0 or > MaxKey || !part.Key.All(static character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'))
            {
                problems.Add($"{name}: the key cannot be used. Give 1 to {MaxKey} of a-z, 0-9 and '-'.");
            }

            if (string.IsNullOrWhiteSpace(part.Title) || part.Title.Length > MaxTitle || part.Title.Contains('\n', StringComparison.Ordinal) || Printable.Clean(part.Title) != part.Title)
            {
                problems.Add($"{name}: the title cannot be used. Give one line of 1 to {MaxTitle} characters.");
            }

            if (string.IsNullOrWhiteSpace(part.Body) || part.Body.Contains('\0', StringComparison.Ordinal) || Encoding.UTF8.GetByteCount(part.Body) > MaxBody)
            {
                problems.Add($"{name}: the body cannot be used. Give text of at most {MaxBody / 1024} KiB.");
            }

            if (Same(part.Title, title) || (!string.IsNullOrWhiteSpace(body) && Same(part.Body, body)))
            {
                problems.Add($"{name} is the issue itself. Each part is less than the whole.");
            }
        }

        foreach (var twice in parts.GroupBy(static part => part.Key, StringComparer.Ordinal).Where(static group => group.Count() > 1))
        {
            problems.Add($"The key '{Printable.Quote(twice.Key)}' names {twice.Count()} parts. Give each a key of its own.");
        }

        foreach (var twice in parts.GroupBy(static part => Plain(part.Title), StringComparer.Ordinal).Where(static group => group.Count() > 1))
        {
            problems.Add($"{twice.Count()} parts have the title '{Printable.Quote(twice.First().Title)}'. Give each its own.");
        }
    }

    private static void CheckDependencies(IReadOnlyList<BreakdownPart> parts, List<string> problems)
    {
        var keys = parts.Select(static part => part.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            foreach (var unknown in part.DependsOn.Where(key => !keys.Contains(key)).Distinct(StringComparer.Ordinal))
            {
                problems.Add($"Part '{Printable.Quote(part.Key)}' depends on '{Printable.Quote(unknown)}', which is no part. Name parts by their keys.");
            }
        }

        if (keys.Count == parts.Count)
        {
            Order(parts, out var circle);
            if (circle.Count > 0)
            {
                problems.Add($"These parts depend on each other in a circle: {string.Join(", ", circle.Select(Printable.Quote))}. Remove a dependency.");
            }
        }
    }

    /// <summary>Orders parts so that each comes behind those that it depends on.</summary>
    public static IReadOnlyList<string> Order(IReadOnlyList<BreakdownPart> parts, out IReadOnlyList<string> circle)
    {
        var byKey = parts.ToDictionary(static part => part.Key, StringComparer.Ordinal);
        return MergeOrder.Plan([.. byKey.Keys], key => byKey[key].DependsOn.Where(byKey.ContainsKey), out circle);
    }

    private static bool Same(string left, string right) => Plain(left) == Plain(right);

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
}
