namespace Ao.Agents;

/// <summary>Something that was observed of an agent. A host ignores kinds it does not know.</summary>
public abstract record AgentSignal
{
    /// <summary>Gets the position behind this signal in the agent's output. It grows from signal to signal, and reading can resume from it.</summary>
    public required long Cursor { get; init; }

    /// <summary>Gets when it happened, by the agent's own account, where it gives one.</summary>
    public DateTimeOffset? At { get; init; }
}
