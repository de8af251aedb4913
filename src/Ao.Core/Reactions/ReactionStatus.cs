namespace Ao.Reactions;

/// <summary>How a reaction stands.</summary>
public enum ReactionStatus
{
    /// <summary>There is nothing to react to.</summary>
    Settled,

    /// <summary>There is something, and it is seen to.</summary>
    Open,

    /// <summary>It waits for a person.</summary>
    Escalated,
}
