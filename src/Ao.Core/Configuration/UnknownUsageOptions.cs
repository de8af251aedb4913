using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How far a session may go whose agent does not say what it uses, where tokens or money are limited.</summary>
public sealed class UnknownUsageOptions
{
    /// <summary>Gets or sets how many turns may pass without a word of what was used.</summary>
    /// <value>The default is 50.</value>
    [Range(0, 1_000_000)]
    public int MaxTurns { get; set; } = 50;

    /// <summary>Gets or sets for how long an agent may run without a word of what was used.</summary>
    /// <value>The default is 2 hours.</value>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan MaxWallTime { get; set; } = TimeSpan.FromHours(2);
}
