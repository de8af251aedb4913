namespace Ao.Budgets;

/// <summary>The books, as they are kept in a snapshot.</summary>
internal sealed record BudgetBookState(IReadOnlyList<SessionLedger> Sessions, IReadOnlyDictionary<string, BudgetTotals> Totals, IReadOnlyDictionary<string, BudgetCourse> Courses, IReadOnlyDictionary<string, BudgetTotals> Agents);
