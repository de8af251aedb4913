using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How the forks of a project are compared, and what the project tells them.</summary>
public sealed class ConvergenceOptions
{
    /// <summary>Gets or sets the names of the detectors that compare the forks.</summary>
    /// <value>The default is empty: nothing is compared.</value>
    public IList<string> Detectors { get; set; } = [];

    /// <summary>Gets or sets how far apart in time two things may be and still be about one problem.</summary>
    /// <value>The default is 90 days.</value>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Gets or sets how sure a finding must be to be kept.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0.0, 1.0)]
    public double MinConfidence { get; set; } = 0.5;

    /// <summary>Gets or sets how sure a finding must be to be listed unasked, and told to people.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0.0, 1.0)]
    public double ListConfidence { get; set; } = 0.5;

    /// <summary>Gets or sets how long after a look at the forks the next one comes.</summary>
    /// <value>The default is one hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets whether the plain history of a fork is read that publishes no changes.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ReadHistories { get; set; } = true;

    /// <summary>Gets or sets whether a finding waits for a person's decision. Otherwise people are told of it once.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AskToDecide { get; set; }

    /// <summary>Gets or sets what the project tells other forks.</summary>
    public PublishOptions Publish { get; set; } = new();
}
