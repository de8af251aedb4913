using Ao.Notifiers;

namespace Ao.Reactions;

/// <summary>What the reactions do where nothing is configured.</summary>
internal static class ReactionDefaults
{
    public static ReactionPolicy Of(string key) => key switch
    {
        ReactionKeys.CiFailed => Send(key, 15) with { Retries = 2, EscalateAfter = TimeSpan.FromHours(1) },
        ReactionKeys.ChangesRequested or ReactionKeys.ReviewComments or ReactionKeys.BotComments => Send(key, 20) with { EscalateAfter = TimeSpan.FromMinutes(30) },
        ReactionKeys.MergeConflicts => Send(key, 10) with { EscalateAfter = TimeSpan.FromMinutes(15) },
        ReactionKeys.AgentIdle => Send(key, 0) with { Enabled = false, Retries = 2, EscalateAfter = TimeSpan.FromMinutes(15) },
        ReactionKeys.AgentStuck or ReactionKeys.AgentNeedsInput or ReactionKeys.AgentExited => new ReactionPolicy { Key = key, Priority = NotificationPriority.Urgent },
        ReactionKeys.AllComplete => new ReactionPolicy { Key = key, Priority = NotificationPriority.Info },
        ReactionKeys.ApprovedAndGreen or ReactionKeys.PullRequestClosed => new ReactionPolicy { Key = key },

        // What a host signals is over as soon as it is said: its notices stay until somebody closes them, and its budget counts.
        _ => new ReactionPolicy { Key = key, RetriggerAfter = TimeSpan.FromDays(30) },
    };

    private static ReactionPolicy Send(string key, int minutes) => new() { Key = key, Action = ReactionAction.Send, RetriggerAfter = TimeSpan.FromMinutes(minutes) };
}
