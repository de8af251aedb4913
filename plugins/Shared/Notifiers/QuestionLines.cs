using System.Globalization;
using Ao.Notifiers;

namespace Ao.Channels;

/// <summary>What a question says, in the order in which a person wants to read it. Control characters are shown as escapes: a person decides on these texts.</summary>
internal static class QuestionLines
{
    /// <summary>Gives exactly what would be done: what an answer is bound to.</summary>
    public static IReadOnlyList<(string Name, string Value)> Parameters(ConsentQuestion question) =>
        [.. question.Parameters.OrderBy(static parameter => parameter.Key, StringComparer.Ordinal).Select(static parameter => (Printable.Escape(parameter.Key), Printable.Escape(parameter.Value)))];

    /// <summary>Gives what helps to decide.</summary>
    public static IReadOnlyList<(string Name, string Value)> Details(ConsentQuestion question)
    {
        var details = question.Details;
        var lines = new List<(string Name, string? Value)>
        {
            ("Why", details.Why.Count == 0 ? null : string.Join('\n', details.Why)),
            ("Target", details.Target),
            ("Branch", details is { Branch: { } branch, BaseBranch: { } into } ? $"{branch} into {into}" : details.Branch ?? details.BaseBranch),
            ("Change", details.Change is { } change ? string.Create(CultureInfo.InvariantCulture, $"{change.Files} files, {change.Insertions} lines added, {change.Deletions} removed") : null),
            ("Issue", details.Issue),
            ("Cost", details.Cost is { } cost ? CostLine(cost) : null),
            ("Verification", details.Verification),
            ("Session", question.Session?.Value),
            ("Lapses", question.ExpiresAt.ToString("u", CultureInfo.InvariantCulture)),
        };
        return [.. lines.Where(static line => !string.IsNullOrEmpty(line.Value)).Select(static line => (line.Name, Printable.Escape(line.Value)))];
    }

    /// <summary>Gives one line that says what became of a question.</summary>
    public static string Ending(ConsentClosure closure)
    {
        var who = closure.Operator is null ? "" : $" by {Printable.Line(closure.Operator)}{(closure.Channel is null ? "" : $" over {Printable.Line(closure.Channel)}")}";
        return $"{closure.Ending}{who}{(string.IsNullOrWhiteSpace(closure.Reason) ? "" : $": {Printable.Line(closure.Reason)}")}";
    }

    private static string CostLine(CostSoFar cost)
    {
        var money = string.Join(", ", cost.Money.OrderBy(static entry => entry.Key, StringComparer.Ordinal).Select(static entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value:0.00} {entry.Key}")));
        return string.Create(CultureInfo.InvariantCulture, $"{cost.Tokens} tokens{(money.Length == 0 ? "" : $", {money}")}{(cost.IsIncomplete ? ", not all of it with a price" : "")}");
    }
}
