using Ao.Runtimes;
using Ao.Scm;

namespace Ao.Agents;

/// <summary>A live process whose agent is to be understood.</summary>
public sealed record AgentConnectionRequest
{
    /// <summary>Gets the run.</summary>
    public required RunId Run { get; init; }

    /// <summary>Gets the workspace that the agent works in.</summary>
    public required Workspace Workspace { get; init; }

    /// <summary>Gets the session's state folder, as in <see cref="AgentLaunchRequest.StateFolder"/>.</summary>
    public required string StateFolder { get; init; }

    /// <summary>Gets the session's home folder, as in <see cref="AgentLaunchRequest.HomeFolder"/>.</summary>
    public required string HomeFolder { get; init; }

    /// <summary>Gets how the tool is run.</summary>
    /// <value>The default is <see cref="AgentMode.Structured"/>.</value>
    public AgentMode Mode { get; init; }

    /// <summary>Gets the conversation, where the host has learned of it, in this run or an earlier one.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Gets the process.</summary>
    public required IRun Process { get; init; }

    /// <summary>Gets the project's settings for the agent.</summary>
    public required AgentSettings Settings { get; init; }

    /// <summary>Gets what the project's runtime is like.</summary>
    public required RuntimeTraits Runtime { get; init; }

    /// <summary>Gets the <see cref="AgentSignal.Cursor"/> of the last signal that the host has written to its journal; reading goes on behind it.</summary>
    /// <value>The default is 0: from the beginning.</value>
    public long Cursor { get; init; }
}
