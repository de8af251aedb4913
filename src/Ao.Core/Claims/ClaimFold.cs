using Ao.Journal;

namespace Ao.Claims;

/// <summary>Folds facts to the state of a claim: a pure function.</summary>
internal static class ClaimFold
{
    /// <summary>Takes a fact into the state.</summary>
    /// <param name="state">The state, or <see langword="null"/> before the first fact.</param>
    /// <param name="project">The project.</param>
    /// <param name="resource">What is claimed.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="body">Its content.</param>
    public static ClaimState Apply(ClaimState? state, ProjectId project, string resource, Fact fact, object body)
    {
        state = (state ?? new ClaimState { Project = project, Resource = resource, Version = 0 }) with { Version = fact.Version };
        return body switch
        {
            ClaimFacts.Held held => state with { Standing = ClaimStanding.Held, Session = held.Session, Claim = held.Claim, Reason = held.Reason, At = fact.At },
            ClaimFacts.Assigned assigned when state.IsHeld => state with { Session = assigned.Session },
            ClaimFacts.Kept kept when state.IsHeld && state.Session == kept.From => state with { Session = null },
            ClaimFacts.Lost lost => state with { Standing = ClaimStanding.Lost, Reason = lost.Reason, At = fact.At },
            ClaimFacts.Released released => state with { Standing = ClaimStanding.Released, Reason = released.Reason, At = fact.At },
            _ => state,
        };
    }
}
