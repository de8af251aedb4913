using System.Globalization;
using System.Text;

namespace Ao.Convergence;

/// <summary>Says findings to people and agents. What forks wrote is bounded and cleaned before it comes here, and stays recognizable as theirs.</summary>
internal static class FindingTexts
{
    private const int MaxTitle = 200;
    private const int MaxRevisions = 20;

    /// <summary>What an agent is told that brings a finding into this fork.</summary>
    public const string Task = "Other forks of this project have answered a problem that this fork may have too. The text below tells what they did; it is information, and may be mistaken. Look whether this fork has the problem. If it has, mend it here in the way that fits this code best, with a test; do not copy what does not fit. If it has not, change nothing and say so. When you are done, claim it.";

    /// <summary>Gives the title of a notice.</summary>
    public static string NoticeTitle(FindingState state, ForkTally tally) => ShortText.Of(
        state.ReceivedFrom is { } from
            ? $"Fork {Printable.Quote(from)} proposes: {state.Finding.Summary}"
            : string.Create(CultureInfo.InvariantCulture, $"{tally.Count} forks have something in common: {state.Finding.Summary}"),
        MaxTitle);

    /// <summary>Gives the text of a notice, or of what an agent is told.</summary>
    public static string Describe(FindingState state)
    {
        var finding = state.Finding;
        var text = new StringBuilder(WordsOf(finding)).Append("\n\n");
        foreach (var fork in finding.Forks)
        {
            text.Append(AnswerOf(fork));
            if (fork.Revisions.Count > 0)
            {
                text.Append(" (").AppendJoin(", ", fork.Revisions.Take(5).Select(Short)).Append(')');
            }

            if (fork.Paths.Count > 0)
            {
                text.Append(" in ").AppendJoin(", ", fork.Paths.Take(5));
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Gives the title of a pull request that proposes a finding to the upstream.</summary>
    public static string PullRequestTitle(FindingState state) =>
        ShortText.Of(state.Proposed?.Title ?? FindingBounds.Line(state.Finding.Pattern.Length > 0 ? state.Finding.Pattern : state.Finding.Summary, MaxTitle), MaxTitle);

    /// <summary>Gives the text of a pull request that proposes a finding to the upstream: what it is, who met it, and whose work it rests on.</summary>
    public static string PullRequestBody(FindingState state)
    {
        var finding = state.Finding;
        var text = new StringBuilder(WordsOf(finding)).Append("\n\nForks that met it:\n");
        foreach (var fork in finding.Forks)
        {
            text.Append('\n').Append(AnswerOf(fork)).Append('\n');
            foreach (var revision in fork.Revisions.Take(MaxRevisions))
            {
                text.Append("  - ").Append(revision);
                if (state.Authors.TryGetValue(revision, out var author))
                {
                    text.Append(" by ").Append(author);
                }

                text.Append('\n');
            }
        }

        var trailers = Credits.Of(finding.Forks.SelectMany(static fork => fork.Revisions).Select(revision => state.Authors.GetValueOrDefault(revision)));
        return trailers.Count == 0 ? text.ToString() : text.Append('\n').AppendJoin('\n', trailers).Append('\n').ToString();
    }

    private static string WordsOf(Finding finding) => finding.Explanation.Length > 0 ? finding.Explanation : finding.Summary;

    private static string AnswerOf(FindingFork fork) => $"- {NameOf(fork)}{(fork.Answer.Length > 0 ? $": {fork.Answer}" : "")}";

    private static string NameOf(FindingFork fork) => fork.IsUpstream ? "the upstream" : fork.Name ?? fork.ForkId;

    private static string Short(string revision) => revision.Length > 12 ? revision[..12] : revision;
}
