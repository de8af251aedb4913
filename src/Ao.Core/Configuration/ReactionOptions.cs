using System.ComponentModel.DataAnnotations;
using Ao.Notifiers;
using Ao.Reactions;

namespace Ao.Configuration;

/// <summary>What is done when something happens to a session or its pull request. What is not set is taken from <c>Ao:Reactions</c>, and then from the defaults.</summary>
public sealed class ReactionOptions
{
    /// <summary>Gets or sets whether there is a reaction at all.</summary>
    /// <value>The default is <see langword="true"/>, except for <c>agent-idle</c>.</value>
    public bool? Enabled { get; set; }

    /// <summary>Gets or sets what is done.</summary>
    /// <value>The default is the reaction's own.</value>
    public ReactionAction? Action { get; set; }

    /// <summary>Gets or sets what the agent, or the notice, is told before the evidence.</summary>
    /// <value>The default is the reaction's own text.</value>
    [StringLength(4000)]
    public string? Message { get; set; }

    /// <summary>Gets or sets how pressing its notices are. Escalations are urgent unless it is set.</summary>
    /// <value>The default is the reaction's own.</value>
    public NotificationPriority? Priority { get; set; }

    /// <summary>Gets or sets how often it acts before it escalates: the budget of one pull request, over all that happens to it.</summary>
    /// <value>The default is the reaction's own: 2 for <c>ci-failed</c> and <c>agent-idle</c>, and no limit otherwise.</value>
    [Range(0, 1000)]
    public int? Retries { get; set; }

    /// <summary>Gets or sets how long what it reacts to may last before it escalates.</summary>
    /// <value>The default is the reaction's own.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan? EscalateAfter { get; set; }

    /// <summary>Gets or sets how long what it reacts to must have been gone, without a break, to be over: its escalation is closed then, and its budget whole again.</summary>
    /// <value>The default is the reaction's own.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan? RetriggerAfter { get; set; }

    /// <summary>Gets or sets how long nothing must have been heard of an agent that is idle or stuck.</summary>
    /// <value>The default is 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan? Threshold { get; set; }

    /// <summary>Gets or sets the command to run: the program, then each argument.</summary>
    /// <value>The default is none.</value>
    public IList<string>? Command { get; set; }

    /// <summary>Gets or sets what an own reaction reacts to: a fact of a session, such as <c>session.report-filed</c>, or <c>signal</c> for what the host signals only.</summary>
    /// <value>The default is none: the reactions that Ao has need none.</value>
    public string? On { get; set; }

    /// <summary>Gets or sets whether the notice has a summary of the sessions, where it is about all of them.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool? IncludeSummary { get; set; }
}
