namespace Ao.Agents;

/// <summary>The agent slot: what one AI tool needs to be launched, and how what it says is understood.</summary>
/// <remarks>
/// <para>An agent does not start processes: it says what to start, the runtime starts it, and the host hands the live process to
/// <see cref="Connect"/>. So the same agent runs as a child process, in a terminal multiplexer or in a pod; what it must know of that it is told as <see cref="Runtimes.RuntimeTraits"/>.</para>
/// <para>Implementations are safe for concurrent use by many sessions.</para>
/// </remarks>
public interface IAgent
{
    /// <summary>Says what the agent can be asked to do while it runs, which may depend on a project's settings and runtime.</summary>
    /// <param name="setup">The project's settings for this agent, and where it will run.</param>
    /// <returns>The capabilities.</returns>
    AgentCapabilities CapabilitiesFor(AgentSetup setup);

    /// <summary>Finds out, before anything is spawned, whether the tool is there and can work as it is set up and where it will run.</summary>
    /// <param name="setup">The project's settings for this agent, and where it will run.</param>
    /// <param name="cancellationToken">The token that cancels the check.</param>
    /// <returns>Ready, or what is missing and the command that mends it.</returns>
    ValueTask<AgentReadiness> CheckReadinessAsync(AgentSetup setup, CancellationToken cancellationToken = default);

    /// <summary>Says what to start for a session's next run, and writes what that process needs into the session's state folder.</summary>
    /// <param name="request">The session and what it is told.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The process to start.</returns>
    /// <remarks>It is called again for the same <see cref="AgentLaunchRequest.Run"/> after a crash, and must then give an equal answer.</remarks>
    ValueTask<AgentLaunch> PrepareLaunchAsync(AgentLaunchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Takes up the conversation with a running, or just ended, process.</summary>
    /// <param name="request">The session and its process.</param>
    /// <returns>The conversation. Nothing is read before its signals are.</returns>
    IAgentConnection Connect(AgentConnectionRequest request);
}
