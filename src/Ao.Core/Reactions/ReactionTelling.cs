using Ao.Agents;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Reactions;

/// <summary>Says which facts of sessions people are told of by a reaction, so that they are not told twice: a pure function.</summary>
internal static class ReactionTelling
{
    public static bool IsToldOf(object body, Func<string, ReactionPolicy?> find) =>
        KeyOf(body) is { } key && find(key) is { Enabled: true, Action: ReactionAction.Notify or ReactionAction.Ask };

    private static string? KeyOf(object body) => body switch
    {
        Facts.Failed or Facts.Lost => ReactionKeys.AgentExited,
        Facts.QuestionAsked or Facts.TurnOverdue => ReactionKeys.AgentNeedsInput,
        Facts.ActivityChanged { Activity: AgentActivity.WaitingForInput or AgentActivity.Blocked } => ReactionKeys.AgentNeedsInput,
        Facts.TurnEnded { Outcome: TurnOutcome.Failed } => ReactionKeys.AgentNeedsInput,
        _ => null,
    };
}
