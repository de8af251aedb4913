using Ao.Runtimes;

namespace Ao.Agents;

/// <summary>How an agent is set up in a project: what it is told to be, and where it will run.</summary>
public sealed record AgentSetup
{
    /// <summary>Gets the project's settings for the agent.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>Gets what the project's runtime is like.</summary>
    public required RuntimeTraits Runtime { get; init; }

    /// <summary>Gets how the tool is run.</summary>
    /// <value>The default is <see cref="AgentMode.Structured"/>.</value>
    public AgentMode Mode { get; init; }
}
