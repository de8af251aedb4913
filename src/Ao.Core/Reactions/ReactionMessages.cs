using System.Globalization;
using System.Text;
using Ao.Prompts;

namespace Ao.Reactions;

/// <summary>Writes what agents and people are told. What others wrote is bounded, and fenced as theirs.</summary>
internal static class ReactionMessages
{
    public const int MaxExcerpt = 4 * 1024;

    /// <summary>How many pieces one message holds. What is left is told by the next.</summary>
    public const int MaxItems = 20;

    private const int MaxNotice = 8 * 1024;

    /// <summary>Writes the message to an agent.</summary>
    public static string ToAgent(ReactionPolicy policy, ReactionState state, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items)
    {
        var text = new StringBuilder(policy.Message ?? Lead(policy.Key)).Append("\n\n").Append(occurrence.Title);
        text.Append(occurrence.Revision is { } revision ? $", at revision {Printable.Quote(revision)}.\n" : ".\n");
        foreach (var item in items.Take(MaxItems))
        {
            text.Append("\n- ").Append(item.Title).Append(".\n");
            if (item.Check is { } check && state.AttributionOf(check.Name, occurrence.Revision) is { } found)
            {
                text.Append("  What was found of its cause: ").Append(NameOf(found.Attribution)).Append(". ").Append(Printable.Line(found.Evidence)).Append('\n');
            }

            if (item.Text.Length > 0)
            {
                text.Append(Fence.Around(new OutsideText(item.Origin, End(item.Text, MaxExcerpt)))).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Writes the details of a notice.</summary>
    public static string ToPeople(string? reason, ReactionPolicy policy, ReactionOccurrence? occurrence, IReadOnlyList<ReactionItem> items)
    {
        var text = new StringBuilder();
        Append(text, policy.Message);
        Append(text, reason);
        if (occurrence?.Revision is { } revision)
        {
            Append(text, $"Revision {Printable.Quote(revision)}.");
        }

        foreach (var item in items.Take(MaxItems))
        {
            Append(text, $"- {item.Title}{(item.Text.Length == 0 ? "" : $":\n{End(item.Text, 1024)}")}");
        }

        return Printable.Clean(text.Length <= MaxNotice ? text.ToString() : text.ToString(0, MaxNotice));
    }

    public static string NameOf(ReactionAttribution attribution) => attribution switch
    {
        ReactionAttribution.ThisChange => "this change",
        ReactionAttribution.AlreadyOnBase => "already failing on the base branch",
        ReactionAttribution.Flaky => "flaky",
        _ => "infrastructure",
    };

    private static string Lead(string key) => key switch
    {
        ReactionKeys.CiFailed => "Checks of your pull request have failed. Find the cause, mend it with no more change than it needs, and claim again to be done.",
        ReactionKeys.ChangesRequested => "A review asks for changes to your pull request. Make them, or say why not, and claim again to be done.",
        ReactionKeys.ReviewComments => "There are comments on your pull request. See to each, and claim again to be done.",
        ReactionKeys.BotComments => "Programs have commented on your pull request. See to what is right in it, and claim again to be done.",
        ReactionKeys.MergeConflicts => "Your pull request conflicts with its base branch. Bring your work onto the newest base, resolve the conflicts, and claim again to be done.",
        ReactionKeys.AgentIdle => "You have nothing under way and have not claimed to be done. Go on, or claim to be done.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Something has happened that concerns you ({key})."),
    };

    private static string End(string text, int limit) => text.Length <= limit ? text : $"[…]\n{Printable.Clean(text[^limit..])}";

    private static void Append(StringBuilder text, string? line)
    {
        if (!string.IsNullOrEmpty(line))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }
    }
}
