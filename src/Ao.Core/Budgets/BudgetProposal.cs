using Ao.Configuration;

namespace Ao.Budgets;

/// <summary>Says to what a limit is proposed to be raised: a pure function.</summary>
internal static class BudgetProposal
{
    private const int LeastTurns = 5;
    private const int LeastSessions = 10;
    private const int LeastSeconds = 15 * 60;

    /// <summary>Gives the limit to propose: a share more, and in any case enough beyond what was spent for some work.</summary>
    public static decimal Of(BudgetResource resource, decimal limit, decimal spent, HostBudgetOptions options)
    {
        var least = resource switch
        {
            BudgetResource.Tokens => Math.Max(1, options.ReserveTokens),
            BudgetResource.Turns => LeastTurns,
            BudgetResource.WallTime => LeastSeconds,
            BudgetResource.Sessions => LeastSessions,
            _ => 1m,
        };
        var to = Math.Max(limit + (limit * (decimal)options.RaiseBy), Math.Max(limit, spent) + least);
        return resource == BudgetResource.Money ? Math.Ceiling(to * 100) / 100 : Math.Ceiling(to);
    }
}
