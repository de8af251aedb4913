namespace Ao.Agents;

/// <summary>How a turn of an agent ended.</summary>
public enum TurnOutcome
{
    /// <summary>The agent has finished it.</summary>
    Completed,

    /// <summary>It was broken off, by the host or by a person.</summary>
    Interrupted,

    /// <summary>It failed, and the tool has given up.</summary>
    Failed,

    /// <summary>The tool gave up because of the <see cref="ProviderLimited"/> that was signalled before. The host has it gone on with when the limit has passed.</summary>
    Limited,
}
