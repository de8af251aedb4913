using Ao.Journal;

namespace Ao.Budgets;

/// <summary>The names that facts about budgets have in the journal.</summary>
internal static class BudgetFactKinds
{
    public const string StreamPrefix = "budget/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("budget.reached", BudgetFactsJson.Default.Reached),
        new("budget.raised", BudgetFactsJson.Default.Raised),
        new("budget.not-raised", BudgetFactsJson.Default.NotRaised),
    ];

    public static string StreamOf(string budget) => StreamPrefix + budget;
}
