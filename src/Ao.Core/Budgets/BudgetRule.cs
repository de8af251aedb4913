using Ao.Configuration;

namespace Ao.Budgets;

/// <summary>A budget, and what the configuration limits in it.</summary>
/// <param name="Key">The budget.</param>
/// <param name="Limits">The limits.</param>
/// <param name="MindsMoney">Whether money is limited, so that only usage with a price is known.</param>
/// <param name="Sessions">How many sessions may be asked for, where it is that.</param>
internal sealed record BudgetRule(BudgetKey Key, BudgetLimitOptions Limits, bool MindsMoney = false, int? Sessions = null)
{
    public bool IsEmpty => Sessions is null && Limits is { Tokens: null, Turns: null, WallTime: null, Money: null };
}
