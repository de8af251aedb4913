using System.Globalization;
using System.Text;

namespace Ao.Alignment;

/// <summary>Writes for people what was found.</summary>
internal static class AlignmentTexts
{
    private const int ShownReferences = 3;
    private const int ShownTests = 10;
    private const int ShownRevision = 12;
    private const int LongestLine = 200;

    public static string Of(AlignmentReport report)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Alignment of {Short(report.Revision)} with {report.Verdicts.Count} fork{(report.Verdicts.Count == 1 ? "" : "s")}:");
        foreach (var verdict in report.Verdicts)
        {
            text.Append('\n').Append(Of(verdict));
        }

        foreach (var gap in report.Gaps)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{gap.Fork}: not checked. {Line(gap.Reason)}");
        }

        return text.ToString();
    }

    public static string Of(AlignmentVerdict verdict)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{verdict.Fork} at {Short(verdict.ForkRevision)}: ");
        var told = verdict.Told.ToList();
        text.Append(told.Count > 0 ? $"{told.Count} to tell" : verdict.Findings.Count > 0 ? $"{verdict.Findings.Count} to look at" : "nothing");
        text.Append(verdict.By is { } by ? $", as {Printable.Quote(by)} has published." : ".");
        foreach (var finding in verdict.Findings)
        {
            text.Append("\n  ").Append(finding.IsTold ? "! " : "- ").Append(Of(finding));
            foreach (var reference in finding.Alert.References.Take(ShownReferences))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n      {Printable.Quote(reference.Path)}:{reference.Line}{(reference.Text.Length > 0 ? $"  {Line(reference.Text)}" : "")}");
            }
        }

        if (verdict.Tests.Count > 0)
        {
            text.Append("\n  tests run on the merged source: ").AppendJoin(", ", verdict.Tests.Take(ShownTests).Select(Printable.Quote));
            text.Append(verdict.Tests.Count > ShownTests ? string.Create(CultureInfo.InvariantCulture, $" and {verdict.Tests.Count - ShownTests} more") : "");
        }

        if (verdict.Conflicts.Count > 0)
        {
            text.Append("\n  in conflict: ").AppendJoin(", ", verdict.Conflicts.Take(ShownReferences).Select(Printable.Quote));
        }

        return text.ToString();
    }

    public static string Of(AlignmentFinding finding) => $"{Line(finding.Alert.Reason)}{TrialOf(finding.Confirmation)}";

    /// <summary>Says in one line what a change breaks for a fork.</summary>
    public static string Title(AlignmentVerdict verdict)
    {
        var names = verdict.Told.Select(static finding => $"'{Printable.Quote(finding.Alert.Name)}'").Distinct(StringComparer.Ordinal).ToList();
        var shown = string.Join(", ", names.Take(ShownReferences)) + (names.Count > ShownReferences ? string.Create(CultureInfo.InvariantCulture, $" and {names.Count - ShownReferences} more") : "");
        return $"It takes away {shown}, which fork '{verdict.Fork}' relies on{(verdict.By is { } by ? $", as {Printable.Quote(by)} has published" : "")}";
    }

    private static string TrialOf(AlignmentConfirmation confirmation) => confirmation switch
    {
        AlignmentConfirmation.Merged => " The merge on trial shows it.",
        AlignmentConfirmation.Conflict => " The change and the fork conflict there.",
        AlignmentConfirmation.Verified => " What was run fails on the merged source, and passes on the fork's.",
        AlignmentConfirmation.Refuted => " A trial has shown that nothing breaks.",
        _ => "",
    };

    private static string Line(string text) => ShortText.Of(Printable.Line(Printable.Clean(text)), LongestLine);

    private static string Short(string revision) => Printable.Quote(revision.Length <= ShownRevision ? revision : revision[..ShownRevision]);
}
