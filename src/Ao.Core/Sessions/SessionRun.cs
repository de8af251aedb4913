using System.Collections.Immutable;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Sessions;

/// <summary>The newest launch of a session's agent.</summary>
internal sealed record SessionRun
{
    public required RunId Id { get; init; }

    /// <summary>Gets the message that the run was launched with, or <see langword="null"/> where it was the task.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the runtime that the process lives in.</summary>
    public string? Runtime { get; init; }

    /// <summary>Gets how the tool is run.</summary>
    public AgentMode Mode { get; init; }

    /// <summary>Gets whether the run only takes up the conversation, with nothing to say.</summary>
    public bool TakesUp { get; init; }

    /// <summary>Gets whether the agent works in turns.</summary>
    public bool TakesTurns { get; init; }

    /// <summary>Gets the provider whose limits the run shares.</summary>
    public string? Provider { get; init; }

    /// <summary>Gets how to find the process, once it was started.</summary>
    public RunHandle? Handle { get; init; }

    /// <summary>Gets the position in the output up to which signals are in the journal.</summary>
    public long Cursor { get; init; }

    /// <summary>Gets whether the agent has claimed to be done since this run was told something last.</summary>
    public bool Claimed { get; init; }

    /// <summary>Gets whether the agent acknowledges the messages that it has understood.</summary>
    public bool Acknowledges { get; init; }

    /// <summary>Gets the messages that were submitted to the running process and are not acknowledged yet.</summary>
    public ImmutableList<string> Unacknowledged { get; init; } = [];

    public bool Ended { get; init; }

    /// <summary>Gets whether it ended while the session was paused: how it ended says nothing of its work.</summary>
    public bool EndedPaused { get; init; }

    public int? ExitCode { get; init; }
}
