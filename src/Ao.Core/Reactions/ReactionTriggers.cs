namespace Ao.Reactions;

/// <summary>Says what there is to react to: pure functions of a session and its pull request, as they are known.</summary>
internal static class ReactionTriggers
{
    /// <summary>Looks at what a reaction reacts to.</summary>
    public static ReactionSighting Of(ReactionScene scene, ReactionPolicy policy, ReactionState state)
    {
        if (scene.IsStopped)
        {
            return new ReactionSighting { IsOver = true, CanBeTold = false };
        }

        var sighting = policy.Key switch
        {
            ReactionKeys.CiFailed => PullRequestTriggers.CiFailed(scene),
            ReactionKeys.ChangesRequested => PullRequestTriggers.ChangesRequested(scene),
            ReactionKeys.ReviewComments => CommentTriggers.Of(scene, isBot: false),
            ReactionKeys.BotComments => CommentTriggers.Of(scene, isBot: true),
            ReactionKeys.MergeConflicts => PullRequestTriggers.MergeConflicts(scene),
            ReactionKeys.ApprovedAndGreen => PullRequestTriggers.ApprovedAndGreen(scene),
            ReactionKeys.PullRequestClosed => PullRequestTriggers.Closed(scene),
            ReactionKeys.AgentIdle => AgentTriggers.Idle(scene, policy.Threshold),
            ReactionKeys.AgentStuck => AgentTriggers.Stuck(scene, policy.Threshold),
            ReactionKeys.AgentNeedsInput => AgentTriggers.NeedsInput(scene),
            ReactionKeys.AgentExited => AgentTriggers.Exited(scene),
            ReactionKeys.AllComplete => ReactionSighting.Nothing,
            _ => OfSignals(state),
        };
        return sighting with { CanBeTold = !scene.Session.IsEnded(Sessions.SessionStatus.Failed, Sessions.SessionStatus.Lost) };
    }

    private static ReactionSighting OfSignals(ReactionState state) => state.Signals.IsEmpty ? ReactionSighting.Nothing : new ReactionSighting
    {
        Occurrence = new ReactionOccurrence
        {
            Title = $"{state.Signals.Count} {(state.Signals.Count == 1 ? "signal" : "signals")} of '{state.Id.Key}'",
            Items = [.. state.Signals.Select(signal => new ReactionItem(signal.Fingerprint, $"'{state.Id.Key}' was signalled", $"signal {state.Id.Key}", signal.Text))],
        },
    };
}
