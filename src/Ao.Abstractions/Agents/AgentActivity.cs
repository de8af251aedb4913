namespace Ao.Agents;

/// <summary>What an agent is doing.</summary>
public enum AgentActivity
{
    /// <summary>It works.</summary>
    Active,

    /// <summary>It has finished its turn and can take a message.</summary>
    Ready,

    /// <summary>It has been ready, or silent, for a while.</summary>
    Idle,

    /// <summary>It has asked a question and waits for the answer.</summary>
    WaitingForInput,

    /// <summary>It cannot go on; the detail says why.</summary>
    Blocked,
}
