using System.Text.RegularExpressions;

namespace Ao.Prompts;

/// <summary>Fills placeholders such as <c>{{session}}</c>.</summary>
internal static partial class PromptTemplate
{
    /// <summary>Fills a template. What is filled in is not looked at for placeholders again.</summary>
    /// <param name="name">The template's name, for messages.</param>
    /// <param name="template">The template.</param>
    /// <param name="values">The values by name.</param>
    /// <exception cref="AoException">It names something that there is not.</exception>
    public static string Fill(string name, string template, IReadOnlyDictionary<string, string> values) => Placeholder().Replace(template, match =>
        values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new AoException($"The prompt template '{Printable.Quote(name)}' names '{{{{{Printable.Quote(match.Groups[1].Value)}}}}}', which there is not. Use one of: {string.Join(", ", values.Keys.Order(StringComparer.Ordinal).Select(static key => $"{{{{{key}}}}}"))}."));

    [GeneratedRegex(@"\{\{\s*([^{}\s]+)\s*\}\}")]
    private static partial Regex Placeholder();
}
