using System.Globalization;
using System.Text;
using Ao.Configuration;
using Ao.Reports;

namespace Ao.Backlog;

/// <summary>What is written for and of breakdowns.</summary>
internal static class BreakdownTexts
{
    /// <summary>Tells a designer what to do.</summary>
    public static string TaskOf(BreakDownOptions options, int depth) => string.Create(CultureInfo.InvariantCulture, $$"""
        Decide whether the issue below is one piece of work for one agent, or is to be broken down into parts that can each be done, verified and merged by themselves. Look at the project first. Change nothing.

        Say what you have decided with the tool `propose_breakdown` or, where you have no tools and write lines of the protocol, with one line:
        {"ao":"breakdown","decision":"composite","parts":[{"key":"schema","title":"...","body":"...","depends_on":[]},{"key":"api","title":"...","body":"...","depends_on":["schema"]}]}

        - decision: `atomic` for one piece of work, without parts; `composite` for 2 to {{options.MaxParts}} parts.{{(depth + 1 >= options.MaxDepth ? " The parts will not be broken down again, so each must be one piece of work." : "")}}
        - key: 1 to 40 of a-z, 0-9 and '-', each its own. title: one line of at most 200 characters. body: at most 16 KiB, and all that the agent needs which does the part.
        - depends_on: the keys of the parts that have to be merged first; no circles.
        - No part is the issue itself.
        """);

    /// <summary>Tells a designer what is wrong with its breakdown.</summary>
    public static string RefusalOf(IReadOnlyList<string> problems) =>
        $"Your breakdown cannot be used. Mend all of this and propose it once more; after that a person has to look at it:\n- {string.Join("\n- ", problems.Take(20))}{(problems.Count > 20 ? $"\n- and {problems.Count - 20} more" : "")}";

    /// <summary>Writes the text of a part's issue. Marks that the designer wrote are disarmed.</summary>
    public static string BodyOf(BreakdownPart part, BacklogItem parent, int depth)
    {
        var body = new StringBuilder(ReportMarkers.Disarm(Printable.Clean(part.Body))).Append("\n\n");
        body.Append(CultureInfo.InvariantCulture, $"Part of #{parent.Issue}\n");
        foreach (var dependency in part.DependsOn)
        {
            body.Append(CultureInfo.InvariantCulture, $"Depends on #{parent.Parts[dependency]}\n");
        }

        return body.Append('\n').Append(IssueDepth.MarkOf(depth)).ToString();
    }

    /// <summary>Tells the issue of its parts.</summary>
    public static string CommentOf(BacklogItem item)
    {
        var comment = new StringBuilder("Broken down into these parts; this issue is closed when they all are:\n");
        foreach (var part in item.Breakdown!.Parts)
        {
            comment.Append(CultureInfo.InvariantCulture, $"\n- #{item.Parts[part.Key]} {Printable.Line(part.Title)}");
        }

        return comment.ToString();
    }
}
