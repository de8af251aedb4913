using System.Globalization;
using System.Text;

namespace Ao.Notifiers;

/// <summary>Writes a question that waits for consent as text for people: what would be done, exactly, and what helps to decide.</summary>
internal static class QuestionText
{
    private const int MaxValue = 2_000;

    public static string Of(ConsentQuestion question)
    {
        var text = new StringBuilder("What would be done:\n");
        foreach (var (name, value) in question.Parameters.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {ShownText.Line(name, 100)}: {Value(value)}\n");
        }

        foreach (var line in LinesOf(question.Details))
        {
            text.Append(line).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"It lapses at {question.ExpiresAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC.").ToString();
    }

    /// <summary>Says in one line what became of a question.</summary>
    public static string Of(ConsentClosure closure)
    {
        var ending = closure.Ending switch
        {
            ConsentEnding.Approved => "was approved",
            ConsentEnding.Denied => "was denied",
            ConsentEnding.Withdrawn => "was withdrawn",
            _ => "has expired",
        };
        var by = closure.Operator is { Length: > 0 } who ? $" by {ShownText.Line(who, 100)}" : "";
        var why = closure.Reason is { Length: > 0 } reason ? $": {ShownText.Line(reason, 500)}" : "";
        return $"The question {ending}{by}{why}. It needs no answer any more.";
    }

    private static IEnumerable<string> LinesOf(ConsentDetails details)
    {
        foreach (var why in details.Why.Take(20))
        {
            yield return $"Asked because: {ShownText.Line(why, 500)}";
        }

        if (details.Target is { Length: > 0 } target)
        {
            yield return $"Place: {ShownText.Line(target, 300)}";
        }

        if (details.Branch is { Length: > 0 } branch)
        {
            yield return details.BaseBranch is { Length: > 0 } onto ? $"Branch: {ShownText.Line(branch, 300)}, onto {ShownText.Line(onto, 300)}" : $"Branch: {ShownText.Line(branch, 300)}";
        }

        if (details.Change is { } change)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Change: {change.Files} files, +{change.Insertions} -{change.Deletions}");
        }

        if (details.Issue is { Length: > 0 } issue)
        {
            yield return $"Issue: {ShownText.Line(issue, 300)}";
        }

        if (details.Cost is { } cost)
        {
            var money = string.Concat(cost.Money.Select(static entry => string.Create(CultureInfo.InvariantCulture, $", {entry.Value} {ShownText.Line(entry.Key, 10)}")));
            yield return string.Create(CultureInfo.InvariantCulture, $"Cost so far: {cost.Tokens} tokens{money}{(cost.IsIncomplete ? " and more" : "")}");
        }

        if (details.Verification is { Length: > 0 } verification)
        {
            yield return $"Verification: {ShownText.Line(verification, 500)}";
        }
    }

    // A person decides on it, so that what would be hidden is shown as escapes.
    private static string Value(string value)
    {
        var shown = Printable.Escape(value.Length > MaxValue ? value[..MaxValue] : value).Replace("\n", "\n    ", StringComparison.Ordinal);
        return value.Length <= MaxValue ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown}… ({value.Length - MaxValue} more characters; see the whole where it is answered)");
    }
}
