using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>A notifier that a question is brought to when nobody has answered it for a while.</summary>
public sealed class EscalationStepOptions
{
    /// <summary>Gets or sets the name of the notifier. The projects that it is for name it among their notifiers.</summary>
    [Required]
    public string Notifier { get; set; } = "";

    /// <summary>Gets or sets how long after the question it is brought there.</summary>
    /// <value>The default is no time at all: at once.</value>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan After { get; set; }
}
