namespace Ao.Configuration;

/// <summary>What the sessions of a project may spend.</summary>
public sealed class ProjectBudgetOptions
{
    /// <summary>Gets or sets what each session may spend, in all its life.</summary>
    public BudgetLimitOptions PerSession { get; set; } = new();

    /// <summary>Gets or sets what all sessions of the project may spend on one day. A day is a day of UTC.</summary>
    public BudgetLimitOptions PerDay { get; set; } = new();

    /// <summary>Gets or sets what all sessions of the project may ever spend.</summary>
    public BudgetLimitOptions Total { get; set; } = new();
}
