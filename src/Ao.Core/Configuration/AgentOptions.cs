using Ao.Agents;

namespace Ao.Configuration;

/// <summary>A project's settings for one agent.</summary>
public sealed class AgentOptions
{
    /// <summary>Gets or sets the model, in the tool's own naming.</summary>
    /// <value>The default is <see langword="null"/>: the tool's default.</value>
    public string? Model { get; set; }

    /// <summary>Gets or sets what the agent may do without asking.</summary>
    /// <value>The default is <see cref="PermissionMode.Default"/>.</value>
    public PermissionMode Permissions { get; set; }

    /// <summary>Gets or sets the program and its arguments, for agents that run any program.</summary>
    public IList<string> Command { get; set; } = [];

    /// <summary>Gets or sets arguments to pass on to the tool.</summary>
    public IList<string> ExtraArguments { get; set; } = [];

    /// <summary>Gets or sets variables to set for the tool.</summary>
    public IDictionary<string, string> Environment { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets or sets the names of variables of the host that the tool may see, such as that of its API key.</summary>
    public IList<string> PassEnvironment { get; set; } = [];

    /// <summary>Gets or sets further settings that only this agent knows.</summary>
    public IDictionary<string, string> Options { get; set; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
