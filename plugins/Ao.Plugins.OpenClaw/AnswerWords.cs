using System.Text.RegularExpressions;

namespace Ao.Plugins.OpenClaw;

/// <summary>Reads what people write to answer: <c>ao yes K7MQ2X</c>, or <c>ao no K7MQ2X</c> and why.</summary>
/// <param name="Approved">Yes or no.</param>
/// <param name="Code">The question's code.</param>
/// <param name="Reason">Why, where they said so.</param>
internal sealed partial record AnswerWords(bool Approved, string Code, string? Reason)
{
    private const int MaxText = 4_000;

    /// <summary>Reads a message.</summary>
    /// <returns>The answer, or <see langword="null"/> where the message is none. Nothing is guessed.</returns>
    public static AnswerWords? Read(string text)
    {
        if (text.Length > MaxText || Form().Match(text.Trim()) is not { Success: true } match || QuestionCode.Read(match.Groups["code"].Value) is not { } code)
        {
            return null;
        }

        var reason = Printable.Clean(match.Groups["reason"].Value).Trim();
        return new AnswerWords(match.Groups["word"].Value.Equals("yes", StringComparison.OrdinalIgnoreCase), code, reason.Length > 0 ? reason : null);
    }

    [GeneratedRegex(@"^/?ao[ \t]+(?<word>yes|no)[ \t]+(?<code>[A-Za-z0-9]{6})(?:[\s,.:;-]+(?<reason>.*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline, matchTimeoutMilliseconds: 500)]
    private static partial Regex Form();
}
