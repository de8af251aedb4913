using Ao.Agents;

namespace Ao.Acp;

/// <summary>What one run of an ACP agent was launched with. It is written down for the connection, and for a later host.</summary>
internal sealed record AcpRun
{
    /// <summary>Gets the conversation to go on with.</summary>
    public string? Conversation { get; init; }

    /// <summary>Gets whether there is a prompt.</summary>
    public bool HasPrompt { get; init; }

    /// <summary>Gets the id of the message that the prompt is.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the file with the rules that the agent works by.</summary>
    public string? RulesFile { get; init; }

    /// <summary>Gets the address of the host's tools.</summary>
    public string? ToolsAddress { get; init; }

    /// <summary>Gets the bearer token of the host's tools.</summary>
    public string? ToolsToken { get; init; }

    /// <summary>Gets the program that offers the same tools over stdio.</summary>
    public IReadOnlyList<string> Bridge { get; init; } = [];

    /// <summary>Gets the way to sign in that is asked for, by the agent's own name of it.</summary>
    public string? AuthMethod { get; init; }

    /// <summary>Gets the agent's own mode to work in.</summary>
    public string? SessionMode { get; init; }

    /// <summary>Gets what is answered without asking a person.</summary>
    public PermissionMode Permissions { get; init; }

    /// <summary>Gets whether changes to files are refused.</summary>
    public bool IsReadOnly { get; init; }
}
