using Ao.Runtimes;
using Ao.Scm;

namespace Ao.Agents;

/// <summary>A run of an agent that is about to start.</summary>
public sealed record AgentLaunchRequest
{
    /// <summary>Gets the run: the session and the number of the launch.</summary>
    public required RunId Run { get; init; }

    /// <summary>Gets the role of the session. A reviewer changes nothing: its tool is launched read-only where it can be.</summary>
    public SessionRole Role { get; init; }

    /// <summary>Gets the workspace to work in.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>Gets a folder of the session's own, outside the workspace, for prompts, configuration and logs. It exists and stays for the session's life.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Gets what the agent is told: the task in the first run, the message in a later one. Text of any length, from outside. It is <see langword="null"/> where the conversation is only taken up, to wait for what comes.</summary>
    public required string? Prompt { get; init; }

    /// <summary>Gets the file with the rules that the agent works by: its system prompt, or an addition to the tool's own. It is <see langword="null"/> where there are none.</summary>
    public string? SystemPromptFile { get; init; }

    /// <summary>Gets the tools that the host offers this run, or <see langword="null"/> where it offers none.</summary>
    public AgentToolServer? Tools { get; init; }

    /// <summary>Gets how the tool is run.</summary>
    /// <value>The default is <see cref="AgentMode.Structured"/>.</value>
    public AgentMode Mode { get; init; }

    /// <summary>Gets the id of the message that <see cref="Prompt"/> is, or <see langword="null"/> in the first run.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the folder that the process sees as its home, the session's own. It exists and stays for the session's life.</summary>
    public required string HomeFolder { get; init; }

    /// <summary>Gets the conversation to go on with, as the agent reported it in a <see cref="ConversationStarted"/> signal, or <see langword="null"/> to start anew.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Gets the project's settings for the agent.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>Gets what the project's runtime is like.</summary>
    public required RuntimeTraits Runtime { get; init; }
}
