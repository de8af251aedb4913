namespace Ao.Agents;

/// <summary>Something that was observed of an agent. A host ignores kinds it does not know.</summary>
public abstract record AgentSignal
{
    /// <summary>Gets the position behind this signal in what is read of the agent: its output, or the log that the tool keeps. It grows from signal to signal, and reading can resume from it.</summary>
    public required long Cursor { get; init; }

    /// <summary>Gets when it happened, by the agent's own account, where it gives one.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Gets where it was read.</summary>
    /// <value>The default is <see cref="SignalSource.Stream"/>.</value>
    public SignalSource Source { get; init; }
}
