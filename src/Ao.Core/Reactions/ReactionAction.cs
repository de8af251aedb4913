namespace Ao.Reactions;

/// <summary>What is done when something happens.</summary>
public enum ReactionAction
{
    /// <summary>The session's agent is told, with the evidence.</summary>
    Send,

    /// <summary>People are told, by a notice.</summary>
    Notify,

    /// <summary>People are asked what shall be done, by a notice that stays open until somebody has seen to it.</summary>
    Ask,

    /// <summary>The session's pull request is merged, through the gate. For <c>approved-and-green</c> only.</summary>
    Merge,

    /// <summary>The configured command is run, through the gate.</summary>
    Run,
}
