using Ao.Configuration;

namespace Ao.Convergence;

/// <summary>Decides what is next for a finding: a pure function.</summary>
internal static class FindingStepDecision
{
    /// <summary>Gives the next step.</summary>
    /// <param name="state">The finding.</param>
    /// <param name="publish">What the project publishes.</param>
    /// <param name="isProposedElsewhere">Whether another fork's ledger proposes it, so that a decision has something to refer to.</param>
    public static FindingStep Next(FindingState state, PublishOptions publish, bool isProposedElsewhere) => state switch
    {
        { Proposed: not null, PatternRecord: null } when publish.Patterns => FindingStep.PublishPattern,
        { Decided: not null, DecisionRecord: null } when publish.Decisions && (state.PatternRecord is not null || isProposedElsewhere) => FindingStep.PublishDecision,
        { Decided: { IsAccepted: true, StartsSession: true }, Session: null, Hindrance: null } => FindingStep.StartSession,
        _ => FindingStep.Rest,
    };
}
