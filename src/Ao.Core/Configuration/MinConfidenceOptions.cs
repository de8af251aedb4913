using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>How sure a report must be of itself. Below it a person is asked before an issue is made, and nothing further is done.</summary>
public sealed class MinConfidenceOptions
{
    /// <summary>Gets or sets how sure a bug report must be.</summary>
    /// <value>The default is 0.6.</value>
    [Range(0d, 1d)]
    public double BugReport { get; set; } = 0.6;

    /// <summary>Gets or sets how sure an improvement suggestion must be.</summary>
    /// <value>The default is 0.75.</value>
    [Range(0d, 1d)]
    public double ImprovementSuggestion { get; set; } = 0.75;
}
