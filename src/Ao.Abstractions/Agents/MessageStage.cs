namespace Ao.Agents;

/// <summary>The stages of a message on its way to an agent, in their order.</summary>
public enum MessageStage
{
    /// <summary>The host has taken it and written it to its journal: it is not lost any more.</summary>
    Persisted,

    /// <summary>It was handed to the agent's process.</summary>
    Submitted,

    /// <summary>The agent began to work on it.</summary>
    TurnStarted,

    /// <summary>The agent said that it has understood it.</summary>
    Acknowledged,

    /// <summary>A delivery came to nothing: the run has ended, or does not read. The host keeps the message as <see cref="Persisted"/> and gives it to a later run.</summary>
    Failed,
}
