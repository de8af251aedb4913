using Ao.Consents;

namespace Ao.Budgets;

/// <summary>What a person has added to a limit.</summary>
/// <param name="Resource">What is limited.</param>
/// <param name="From">The limit before.</param>
/// <param name="To">The limit since.</param>
/// <param name="At">When.</param>
/// <param name="By">Who.</param>
public sealed record BudgetRaise(BudgetResource Resource, decimal From, decimal To, DateTimeOffset At, Operator? By = null);
