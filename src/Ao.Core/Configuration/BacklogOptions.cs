using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>Which issues of the tracker sessions are begun for on their own.</summary>
public sealed class BacklogOptions
{
    /// <summary>Gets or sets whether sessions are begun for issues that are ready.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Enabled { get; set; }

    /// <summary>Gets or sets the labels that an issue must all have. Who can put them on an issue decides what sessions work on.</summary>
    /// <value>The default is <c>ao:backlog</c>.</value>
    public IList<string> Labels { get; set; } = ["ao:backlog"];

    /// <summary>Gets or sets words that title or text must hold.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public string? Text { get; set; }

    /// <summary>Gets or sets how many issues are worked on at once.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 1000)]
    public int MaxSessions { get; set; } = 3;

    /// <summary>Gets or sets how long after a look at the tracker the next one comes.</summary>
    /// <value>The default is one minute.</value>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets the label of an issue that is worked on; empty for none.</summary>
    /// <value>The default is <c>ao:in-progress</c>.</value>
    public string? InProgressLabel { get; set; } = "ao:in-progress";

    /// <summary>Gets or sets how often an issue is begun before a person is to look at it.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 20)]
    public int MaxAttempts { get; set; } = 2;

    /// <summary>Gets or sets how long an issue waits after its first failed attempt; twice as long after each further one.</summary>
    /// <value>The default is 15 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets how large issues are broken down.</summary>
    public BreakDownOptions BreakDown { get; set; } = new();
}
