namespace Ao.Budgets;

/// <summary>What a turn is expected to take.</summary>
internal readonly record struct BudgetNeed(long Tokens, decimal Money = 0);
