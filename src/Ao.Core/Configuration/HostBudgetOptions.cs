using System.ComponentModel.DataAnnotations;

namespace Ao.Configuration;

/// <summary>What the whole host may spend, and how budgets are kept.</summary>
public sealed class HostBudgetOptions
{
    /// <summary>Gets or sets what all sessions of all projects may spend on one day. A day is a day of UTC.</summary>
    public BudgetLimitOptions PerDay { get; set; } = new();

    /// <summary>Gets or sets how many tokens are reserved for a turn at least, before it begins. What a session's turns have used lately may be more.</summary>
    /// <value>The default is 20,000.</value>
    [Range(typeof(long), "0", "1000000000")]
    public long ReserveTokens { get; set; } = 20_000;

    /// <summary>Gets or sets by which share of it a limit is to be raised, where a person is asked to.</summary>
    /// <value>The default is 0.5: half as much again.</value>
    [Range(0.01, 100.0)]
    public double RaiseBy { get; set; } = 0.5;

    /// <summary>Gets or sets from which share of a limit on people are warned.</summary>
    /// <value>The default is 0.8.</value>
    [Range(0.01, 1.0)]
    public double WarnAt { get; set; } = 0.8;

    /// <summary>Gets or sets what holds for sessions whose agent does not say what it uses.</summary>
    public UnknownUsageOptions UnknownUsage { get; set; } = new();
}
