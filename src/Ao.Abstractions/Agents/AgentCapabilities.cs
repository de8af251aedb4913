namespace Ao.Agents;

/// <summary>What an agent can be asked to do while it runs.</summary>
public sealed record AgentCapabilities
{
    /// <summary>Gets whether a message can be submitted while the process runs. Where it cannot, the host waits for the run's end and launches the next run with the message.</summary>
    public bool TakesMessagesWhileRunning { get; init; }

    /// <summary>Gets whether the agent acknowledges each message it has understood with a <see cref="MessageAcknowledged"/> signal. What was submitted to a run and not acknowledged before its end is given to the next run under the same id.</summary>
    public bool AcknowledgesMessages { get; init; }

    /// <summary>Gets whether the agent works in turns: it signals soon after its launch, ends each turn with a <see cref="TurnEnded"/>, and takes messages between turns only, so that the host keeps them until then. The host minds its silence.</summary>
    public bool TakesTurns { get; init; }

    /// <summary>Gets the provider whose limits the agent's sessions share, such as <c>anthropic</c> or <c>models.example.com</c>.</summary>
    /// <value>The default is <see langword="null"/>: where the agent works in turns, the host takes the agent's own name for one.</value>
    public string? Provider { get; init; }

    /// <summary>Gets about how much memory, in megabytes, a run takes when its tool has come up, so that no more are started than the machine has room for.</summary>
    /// <value>The default is <see langword="null"/>: as the host's configuration assumes.</value>
    public int? MemoryMegabytes { get; init; }

    /// <summary>Gets whether the end of the process with exit code 0 is the agent's claim to be done. Where it is not, only a <see cref="DoneClaimed"/> signal is.</summary>
    public bool ExitClaimsDone { get; init; }
}
