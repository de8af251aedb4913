namespace Ao.Reactions;

/// <summary>Decides what is next for a reaction: a pure function of its facts, of what is seen now, of policy and of time.</summary>
/// <remarks>
/// It looks at what is so, not at what has changed, so that nothing is missed. The budget is counted over everything that happens to one pull request; it is whole again
/// only when a person says so or when what it reacted to was gone for <see cref="ReactionPolicy.RetriggerAfter"/> without a break.
/// </remarks>
internal static class ReactionDecision
{
    public static ReactionChoice Next(ReactionState state, ReactionSighting sighting, ReactionPolicy policy, DateTimeOffset now)
    {
        if (AttributionDecision.FlakyOf(state.Rerun, sighting.Head, sighting.PassedChecks, state.Attributions).Count > 0)
        {
            return new ReactionChoice(ReactionStep.Attribute);
        }

        if (!policy.Enabled)
        {
            return state.IsBegun ? new ReactionChoice(ReactionStep.Settle, Reason: "The reaction is switched off.") : Wait(null);
        }

        if (sighting.Occurrence is not { } occurrence)
        {
            return WithoutCause(state, sighting, policy, now);
        }

        if (!state.IsBegun)
        {
            return new ReactionChoice(ReactionStep.Begin);
        }

        // What the session did not cause is no reason to call for people on its account.
        var own = occurrence.Items.Where(item => IsOwn(state, occurrence, item)).ToList();
        var escalateAt = own.Count > 0 && !state.IsEscalated ? state.BegunAt + policy.EscalateAfter : null;
        if (escalateAt <= now)
        {
            return Escalate($"It has lasted since {state.BegunAt:u}.");
        }

        if (sighting.Hindrance is { } hindrance && own.Count > 0 && !state.IsEscalated)
        {
            return Escalate($"What was to be done about it fails again and again: {hindrance}");
        }

        var due = Earlier(escalateAt, sighting.DueAt);
        var comparison = ComparisonOf(state, sighting);
        var unattributed = occurrence.Items.Where(item => item.Check is { } check && IsOpen(state.AttributionOf(check.Name, occurrence.Revision), state.Comparison, sighting.Base)).ToList();
        if (unattributed.Count > 0)
        {
            var judgements = unattributed.ConvertAll(item => AttributionDecision.Judge(item.Check!, occurrence.Revision!, comparison, state.Rerun, sighting.CanRerun, now));
            return judgements.TrueForAll(static judgement => judgement.Need == AttributionNeed.Patience)
                ? Wait(Earlier(due, judgements.Min(static judgement => judgement.DueAt)))
                : new ReactionChoice(ReactionStep.Attribute) { Items = unattributed };
        }

        var fresh = own.Where(item => !state.Handled.Contains(item.Fingerprint)).ToList();
        return fresh.Count == 0 || (policy.Action == ReactionAction.Send && !sighting.CanBeTold) ? Wait(due) : Act(state, policy, fresh, due);
    }

    /// <summary>Gives what is known of the base branch; nothing, where it has moved since.</summary>
    public static BaseComparison? ComparisonOf(ReactionState state, ReactionSighting sighting) => state.Comparison is { } known && !known.IsOutdated(sighting.Base) ? known : null;

    /// <summary>Tells whether it is to be found out what made a check fail: nothing is known, or it was put down to a base branch that has moved since.</summary>
    private static bool IsOpen(CheckAttribution? found, BaseComparison? comparison, string? baseRevision) =>
        found is null || (found.Attribution == ReactionAttribution.AlreadyOnBase && comparison is not null && (comparison.IsOutdated(baseRevision) || !comparison.Failing.ContainsKey(found.Check)));

    /// <summary>Tells whether a piece is for the session to see to.</summary>
    public static bool IsOwn(ReactionState state, ReactionOccurrence occurrence, ReactionItem item) =>
        item.Check is not { } check || state.AttributionOf(check.Name, occurrence.Revision) is null or { Attribution: ReactionAttribution.ThisChange };

    private static ReactionChoice WithoutCause(ReactionState state, ReactionSighting sighting, ReactionPolicy policy, DateTimeOffset now)
    {
        if (!state.IsBegun)
        {
            return Wait(sighting.DueAt);
        }

        if (sighting.IsOver)
        {
            return new ReactionChoice(ReactionStep.Settle, Reason: "It is over.");
        }

        if (sighting.IsUnclear)
        {
            // What the session was told of may never come to an end: that is for people too.
            var escalateAt = state.Attempts > 0 && !state.IsEscalated ? state.BegunAt + policy.EscalateAfter : null;
            return escalateAt <= now ? Escalate($"It has lasted since {state.BegunAt:u}, and how it stands cannot be told.") : Wait(Earlier(escalateAt, sighting.DueAt));
        }

        var over = (sighting.AbsentSince ?? now) + policy.RetriggerAfter;
        return over <= now ? new ReactionChoice(ReactionStep.Settle, Reason: "It has passed.") : Wait(Earlier(over, sighting.DueAt));
    }

    private static ReactionChoice Act(ReactionState state, ReactionPolicy policy, List<ReactionItem> fresh, DateTimeOffset? due)
    {
        if (policy.Action is not (ReactionAction.Notify or ReactionAction.Ask) && state.Attempts >= policy.Retries)
        {
            return state.IsEscalated ? Wait(due) : Escalate($"It was acted on {state.Attempts} times, and there is something new: {Printable.Quote(fresh[0].Title)}");
        }

        var step = policy.Action switch
        {
            ReactionAction.Send => ReactionStep.Send,
            ReactionAction.Ask => ReactionStep.Ask,
            ReactionAction.Merge => ReactionStep.Merge,
            ReactionAction.Run => ReactionStep.Run,
            _ => ReactionStep.Notify,
        };
        return new ReactionChoice(step) { Items = fresh };
    }

    private static ReactionChoice Escalate(string reason) => new(ReactionStep.Escalate, Reason: reason);

    private static ReactionChoice Wait(DateTimeOffset? due) => new(ReactionStep.Wait, due);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null ? other : other is null || one < other ? one : other;
}
