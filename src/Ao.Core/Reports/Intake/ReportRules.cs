using System.Globalization;
using System.Text;

namespace Ao.Reports;

/// <summary>The rules that a report keeps, by whatever way it comes. All that is wrong is said at once, so that one more try is enough.</summary>
internal static class ReportRules
{
    /// <summary>The longest title, in characters.</summary>
    public const int MaxTitle = 200;

    /// <summary>The longest name of a component, in characters.</summary>
    public const int MaxComponent = 100;

    /// <summary>The longest text, in bytes of UTF-8.</summary>
    public const int MaxText = 64 * 1024;

    /// <summary>How many pieces of evidence a report can have.</summary>
    public const int MaxEvidence = 32;

    /// <summary>How much all texts can have together, in bytes of UTF-8.</summary>
    public const int MaxTotal = 256 * 1024;

    private const int Kibi = 1024;

    private static readonly string s_oneLine = $"Give one line of 1 to {MaxTitle} characters.";
    private static readonly string s_text = $"Give text of at most {MaxText / Kibi} KiB.";

    /// <summary>Gives a report as it is kept: checked, without control characters, with a title.</summary>
    /// <exception cref="AoException">It does not keep the rules; the message names each field, what is wrong with it and what to do.</exception>
    public static Report Accept(Report report)
    {
        var problems = Check(report);
        if (problems.Count > 0)
        {
            throw new AoException($"The report was not taken. Mend this and file it again:\n- {string.Join("\n- ", problems)}");
        }

        var clean = report with
        {
            Body = ReportTexts.Neutralise(report.Body),
            Component = string.IsNullOrWhiteSpace(report.Component) ? null : report.Component.Trim(),
            Evidence = [.. report.Evidence.Select(ReportTexts.Neutralise)],
            Reproduction = string.IsNullOrWhiteSpace(report.Reproduction) ? null : ReportTexts.Neutralise(report.Reproduction),
            SuggestedFix = string.IsNullOrWhiteSpace(report.SuggestedFix) ? null : ReportTexts.Neutralise(report.SuggestedFix),
        };
        return clean with { Title = string.IsNullOrWhiteSpace(report.Title) ? ReportTexts.TitleOf(clean) : report.Title.Trim() };
    }

    /// <summary>Gives all that is wrong with a report.</summary>
    public static IReadOnlyList<ReportProblem> Check(Report report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var problems = new List<ReportProblem>();
        var evidence = report.Evidence ?? [];
        if (!Enum.IsDefined(report.Type))
        {
            problems.Add(new("type", Invariant($"{(int)report.Type} is no type of report."), "Use bug_report or improvement_suggestion."));
        }

        if (report.Severity is { } severity && !Enum.IsDefined(severity))
        {
            problems.Add(new("severity", Invariant($"{(int)severity} is no severity."), "Use one of low, medium, high, critical; or leave it out, and it is inferred."));
        }

        if (report.Target is { } target && !Enum.IsDefined(target))
        {
            problems.Add(new("target", Invariant($"{(int)target} is no target."), "Use one of auto, upstream, fork."));
        }

        if (report.Confidence is { } confidence && !(confidence is >= 0 and <= 1))
        {
            problems.Add(new("confidence", Invariant($"{confidence} is out of range."), "Give a number from 0 to 1."));
        }

        if (report.SourceSession is { Value: "" })
        {
            problems.Add(new("source_session", "it is empty.", "Give the id of a session, such as shop-12, or none."));
        }

        CheckTitle(report.Title, evidence, problems);
        CheckComponent(report.Component, problems);
        long total = SizeOf(report.Title);
        total += CheckText("body", report.Body, problems) + CheckText("reproduction", report.Reproduction, problems) + CheckText("suggested_fix", report.SuggestedFix, problems);
        total += CheckEvidence(evidence, problems);
        if (total > MaxTotal)
        {
            problems.Add(new("body", Invariant($"all texts of the report together have {total} bytes."), $"Give at most {MaxTotal / Kibi} KiB in all, and attach the rest as files."));
        }

        return problems;
    }

    private static void CheckTitle(string? title, IReadOnlyList<string> evidence, List<ReportProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(title))
        {
            if (evidence.All(string.IsNullOrWhiteSpace))
            {
                problems.Add(new("title", "there is neither a title nor evidence.", "Give one line that names the problem, or the output that shows it in evidence."));
            }
        }
        else if (ReportTexts.LoneSurrogate(title) is { } position)
        {
            problems.Add(new("title", NoUnicode(position), s_oneLine));
        }
        else if (title.Length > MaxTitle)
        {
            problems.Add(new("title", Invariant($"it has {title.Length} characters."), s_oneLine));
        }
        else if (Printable.Line(title) != title)
        {
            problems.Add(new("title", "it holds a line break or other control characters.", s_oneLine));
        }
    }

    private static void CheckComponent(string? component, List<ReportProblem> problems)
    {
        if (string.IsNullOrWhiteSpace(component))
        {
            return;
        }

        var name = component.Trim();
        var reason = name.Length > MaxComponent ? Invariant($"it has {name.Length} characters.")
            : name.Contains("..", StringComparison.Ordinal) ? $"'{Printable.Quote(name)}' holds '..'."
            : !name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '/' or ' ' or '-') ? $"'{Printable.Quote(name)}' holds other characters than it may."
            : null;
        if (reason is not null)
        {
            problems.Add(new("component", reason, $"Give the part of the project by 1 to {MaxComponent} of A-Z, a-z, 0-9 and '._/ -', such as src/cart."));
        }
    }

    private static long CheckEvidence(IReadOnlyList<string> evidence, List<ReportProblem> problems)
    {
        if (evidence.Count > MaxEvidence)
        {
            problems.Add(new("evidence", Invariant($"there are {evidence.Count} pieces."), $"Give at most {MaxEvidence}: those that matter, and attach the rest as files."));
        }

        long total = 0;
        for (var index = 0; index < Math.Min(evidence.Count, MaxEvidence); index++)
        {
            var known = problems.Count;
            total += CheckText(Invariant($"evidence"), evidence[index], problems);
            for (; known < problems.Count; known++)
            {
                problems[known] = problems[known] with { Reason = Invariant($"item {index + 1}: {problems[known].Reason}") };
            }
        }

        return total;
    }

    private static long CheckText(string field, string? text, List<ReportProblem> problems)
    {
        if (string.IsNullOrEmpty(text))
        {
            return 0;
        }

        if (ReportTexts.LoneSurrogate(text) is { } position)
        {
            problems.Add(new(field, NoUnicode(position), "Write the character whole, or leave it out."));
            return 0;
        }

        // With control characters shown as escapes, as it is kept.
        var size = SizeOf(text.Length > MaxText ? text : ReportTexts.Neutralise(text));
        if (size > MaxText)
        {
            problems.Add(new(field, Invariant($"it has {size} bytes."), $"{s_text} Attach the rest as a file."));
        }

        return size;
    }

    private static int SizeOf(string? text) => Encoding.UTF8.GetByteCount(text ?? "");

    private static string NoUnicode(int position) => Invariant($"it is no valid Unicode: character {position + 1} is half of a surrogate pair.");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
