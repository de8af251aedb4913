using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ao.Configuration;
using Ao.Prompts;
using Ao.Sessions;

namespace Ao.Reviews;

/// <summary>What authors, reviewers and people are told in a review.</summary>
internal static class ReviewTexts
{
    private const int MaxFindings = 64 * 1024;
    private const int MaxNotice = 8 * 1024;
    private const int MaxTask = 32 * 1024;
    private const int MaxPaths = 200;

    /// <summary>Tells the author what a round has found.</summary>
    public static string ToAuthor(ReviewState state, ReviewRound round)
    {
        var findings = state.Findings.FindAll(finding => finding.State == FindingState.Open && finding.Tier == round.Tier && finding.LastRound == round.Number);
        var label = string.Create(CultureInfo.InvariantCulture, $"the findings of reviewer {round.Reviewer}, tier '{round.Tier}', round {round.Number}");
        var head = string.Create(CultureInfo.InvariantCulture, $"Your change was reviewed at revision {round.Revision} and cannot be merged yet: {round.OpenBlocking} of {findings.Count} findings of tier '{round.Tier}' are in the way.");
        return $"""
            {head} Look at each: mend what is wrong, with a test where that is possible, and say in your summary why where a finding is mistaken. Then claim again to be done; the newer revision is reviewed anew.

            {Fence.Around(new OutsideText(label, ListOf(findings, MaxFindings)))}
            """;
    }

    /// <summary>Gives a reviewer its task.</summary>
    public static string ToReviewer(SessionState author, ReviewTierOptions tier, string revision)
    {
        var task = $"""
            Review the change of session {author.Id}. Your workspace holds it at revision {revision}; it began at revision {author.Workspace?.BaseRevision ?? "(not known)"}, so that the difference between the two is the change. Judge the change, not what was there before it. Where findings of earlier rounds are open, look whether each still holds, and report it again in the same words where it does.
            """;
        return string.IsNullOrWhiteSpace(tier.Prompt) ? task : $"{task}\n\n{tier.Prompt.Trim()}";
    }

    /// <summary>Gives what a reviewer has to know and others have written: the author's task, the paths, and what earlier rounds have found.</summary>
    public static IReadOnlyList<OutsideText> ForReviewer(ReviewState state, SessionState author)
    {
        List<OutsideText> context = [new OutsideText($"the task of session {author.Id}", ShortText.Of(author.Request.Prompt, MaxTask))];
        if (author.ChangedPaths.Count > 0)
        {
            context.Add(new OutsideText("the paths that the change touches", PathsOf(author)));
        }

        if (state.Findings.FindAll(static finding => finding.State == FindingState.Open) is { Count: > 0 } open)
        {
            context.Add(new OutsideText("open findings of earlier rounds", ListOf(open, MaxFindings)));
        }

        if (state.Findings.FindAll(static finding => finding.State == FindingState.Dismissed) is { Count: > 0 } dismissed)
        {
            context.Add(new OutsideText("findings that a person has dismissed: they need not be reported again", ListOf(dismissed, MaxFindings)));
        }

        return context;
    }

    /// <summary>Tells a person why a review goes no further, and what can be done.</summary>
    public static string Notice(ReviewState state, SessionState author, ReviewStall stall)
    {
        var open = state.Findings.FindAll(static finding => finding is { State: FindingState.Open, Blocks: true });
        var text = new StringBuilder()
            .Append(stall.Reason)
            .Append("\n\nWhat you can do: dismiss findings that do not hold; send the session a message, or take its work over yourself: a newer head is reviewed anew; ask for another round; or stop the session.");
        if (author.PullRequest?.Number is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\nPull request {number} at revision {stall.Revision}.");
        }

        if (open.Count > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $" In the way, as reviewers wrote it ({open.Count}):\n\n").Append(ListOf(open, MaxNotice));
        }

        return text.ToString();
    }

    private static string ListOf(ImmutableList<ReviewFinding> findings, int most)
    {
        var text = new StringBuilder();
        for (var index = 0; index < findings.Count; index++)
        {
            var entry = Printable.Clean(FindingText.Of(findings[index])).Replace("\n", "\n   ", StringComparison.Ordinal);
            if (text.Length + entry.Length > most)
            {
                return text.Append(CultureInfo.InvariantCulture, $"\n(and {findings.Count - index} more, which are too long to be told here)").ToString();
            }

            text.Append(index == 0 ? "" : "\n").Append(CultureInfo.InvariantCulture, $"{index + 1}. {entry}\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string PathsOf(SessionState author)
    {
        var more = author.MoreChangedPaths + Math.Max(0, author.ChangedPaths.Count - MaxPaths);
        return string.Join('\n', author.ChangedPaths.Take(MaxPaths).Select(Printable.Line)) + (more > 0 ? string.Create(CultureInfo.InvariantCulture, $"\n(and {more} more)") : "");
    }
}
