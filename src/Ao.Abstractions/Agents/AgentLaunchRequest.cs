using Ao.Runtimes;
using Ao.Scm;

namespace Ao.Agents;

/// <summary>A run of an agent that is about to start.</summary>
public sealed record AgentLaunchRequest
{
    /// <summary>Gets the run: the session and the number of the launch.</summary>
    public required RunId Run { get; init; }

    /// <summary>Gets the role of the session.</summary>
    public SessionRole Role { get; init; }

    /// <summary>Gets the workspace to work in.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>Gets a folder of the session's own, outside the workspace, for prompts, configuration and logs. It exists and stays for the session's life.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Gets what the agent is told: the task in the first run, the message in a later one. Text of any length, from outside.</summary>
    public required string Prompt { get; init; }

    /// <summary>Gets the id of the message that <see cref="Prompt"/> is, or <see langword="null"/> in the first run.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the conversation to go on with, as the agent reported it in a <see cref="ConversationStarted"/> signal, or <see langword="null"/> to start anew.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Gets the project's settings for the agent.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>Gets what the project's runtime is like.</summary>
    public required RuntimeTraits Runtime { get; init; }
}
