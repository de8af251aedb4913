using System.ComponentModel.DataAnnotations;
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

    /// <summary>Gets or sets how the tool is run where a request does not say.</summary>
    /// <value>The default is <see cref="AgentMode.Structured"/>.</value>
    public AgentMode Mode { get; set; }

    /// <summary>Gets or sets how long an agent that works in turns may take to show a first sign after its launch, before the session fails.</summary>
    /// <value>The default is 3 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Gets or sets for how long nothing may be heard of a turn that is under way, before it is broken off and the session shown as blocked.</summary>
    /// <value>The default is 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets whether the end of a turn counts as the agent's claim to be done. It is for agents that do not use the host's tools, with which an agent makes the claim itself.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TurnEndClaimsDone { get; set; }

    /// <summary>Gets or sets the program and its arguments, for agents that run any program; for others, the program to start in place of the one that is found.</summary>
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
