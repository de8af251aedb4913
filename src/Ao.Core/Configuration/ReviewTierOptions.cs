using System.ComponentModel.DataAnnotations;
using Ao.Agents;

namespace Ao.Configuration;

/// <summary>One tier of a project's reviews: a reviewer that reads each head of a pull request.</summary>
public sealed class ReviewTierOptions
{
    /// <summary>Gets or sets its name, such as <c>first-pass</c> or <c>deep</c>.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Gets or sets the name of the agent that reads.</summary>
    /// <value>The default is <see langword="null"/>: the project's.</value>
    public string? Agent { get; set; }

    /// <summary>Gets or sets how the agent's tool is run.</summary>
    /// <value>The default is <see langword="null"/>: as the project's settings of the agent say.</value>
    public AgentMode? Mode { get; set; }

    /// <summary>Gets or sets what the reviewer is told beside its task.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public string? Prompt { get; set; }

    /// <summary>Gets or sets how long a reviewer may take from its start to its verdict.</summary>
    /// <value>The default is 30 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);
}
