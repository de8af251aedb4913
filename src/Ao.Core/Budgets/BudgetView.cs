namespace Ao.Budgets;

/// <summary>One limit that holds for a session, and how it stands.</summary>
/// <param name="Key">The budget.</param>
/// <param name="Line">How it stands.</param>
/// <param name="Clocks">How many runs count against it at this moment, where it is wall time.</param>
internal sealed record BudgetView(BudgetKey Key, BudgetLine Line, int Clocks = 0);
