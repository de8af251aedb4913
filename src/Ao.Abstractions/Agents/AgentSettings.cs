namespace Ao.Agents;

/// <summary>A project's settings for an agent, from its configuration.</summary>
public sealed record AgentSettings
{
    /// <summary>Gets the model to use, in the tool's own naming.</summary>
    /// <value>The default is <see langword="null"/>: the tool's default.</value>
    public string? Model { get; init; }

    /// <summary>Gets what the agent may do without asking.</summary>
    /// <value>The default is <see cref="PermissionMode.Default"/>.</value>
    public PermissionMode Permissions { get; init; }

    /// <summary>Gets the program, for agents that run any program.</summary>
    /// <value>The default is <see langword="null"/>: the agent knows its own.</value>
    public Commands.CommandLine? Command { get; init; }

    /// <summary>Gets arguments to pass on to the tool after the agent's own.</summary>
    public IReadOnlyList<string> ExtraArguments { get; init; } = [];

    /// <summary>Gets variables to set for the tool.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets further settings that only this agent knows, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
