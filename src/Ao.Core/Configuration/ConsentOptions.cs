using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How people are asked for consent.</summary>
public sealed class ConsentOptions
{
    /// <summary>Gets or sets how long a question may wait for its answer, and an approval for its use.</summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets when people are reminded of a question that nobody has answered: shares of <see cref="Expiry"/>.</summary>
    /// <value>The default is 0.5: after half the time.</value>
    public IList<double> Remind { get; set; } = [0.5];

    /// <summary>Gets or sets the notifiers that a question is brought to one after the other. Those that are not among them are asked at once.</summary>
    /// <value>The default is none: every notifier of the project is asked at once.</value>
    public IList<EscalationStepOptions> Escalation { get; set; } = [];
}
