using Ao.Configuration;

namespace Ao.Budgets;

/// <summary>Reads from the books how a budget stands.</summary>
internal static class BudgetLines
{
    /// <summary>Gives the limits of a budget.</summary>
    /// <param name="book">The books.</param>
    /// <param name="rule">The budget, and what the configuration limits.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<BudgetView> Of(BudgetBook book, BudgetRule rule, DateTimeOffset now)
    {
        var (key, limits) = (rule.Key, rule.Limits);
        var totals = book.TotalsOf(key);
        var isOver = key.Until <= now;
        var active = key.Session is { } session ? book.Find(session) is { } own ? [own] : [] : isOver ? [] : book.Active.Where(ledger => key.Project is not { } project || ledger.Project == project).ToList();
        var course = book.CourseOf(key.Id);
        var views = new List<BudgetView>();
        Add(BudgetResource.Tokens, limits.Tokens, totals.Tokens, active.Sum(static ledger => (decimal)ledger.TokensLeft), totals.UnreportedTurns > 0);
        Add(BudgetResource.Turns, limits.Turns, key.Scope == BudgetScope.Unreported ? SilentTurns(active, rule) : totals.Turns, active.Count(static ledger => ledger.ReservedTokens is not null));
        Add(BudgetResource.WallTime, limits.WallTime is { } time ? (decimal)time.TotalSeconds : null, (decimal)WallTime(active, totals, rule, now).TotalSeconds, 0);
        if (limits.Money is { } money)
        {
            var isUnknown = totals.UnpricedTokens > 0 || totals.UnreportedTurns > 0 || totals.Money.Keys.Any(currency => currency != money.Currency);
            Add(BudgetResource.Money, money.Amount, totals.Money.GetValueOrDefault(money.Currency), active.Sum(static ledger => ledger.MoneyLeft), isUnknown, money.Currency);
        }

        Add(BudgetResource.Sessions, rule.Sessions, key.Session is { } parent ? book.SpawnedBy(parent) : 0, 0);
        return views;

        void Add(BudgetResource resource, decimal? limit, decimal spent, decimal reserved, bool isUnknown = false, string? currency = null)
        {
            if (limit is { } most)
            {
                var clocks = resource == BudgetResource.WallTime ? active.Count(static ledger => ledger.RunningSince is not null) : 0;
                views.Add(new BudgetView(key, new BudgetLine(resource, course.LimitOf(resource, most), spent, reserved, isUnknown, currency), clocks));
            }
        }
    }

    private static int SilentTurns(IReadOnlyList<SessionLedger> active, BudgetRule rule) =>
        active is [var ledger] ? rule.MindsMoney ? ledger.UnpricedTurns : ledger.SilentTurns : 0;

    private static TimeSpan WallTime(IReadOnlyList<SessionLedger> active, BudgetTotals totals, BudgetRule rule, DateTimeOffset now)
    {
        if (rule.Key.Session is not null)
        {
            return active is not [var ledger] ? TimeSpan.Zero
                : rule.Key.Scope == BudgetScope.Unreported ? ledger.WallTimeAt(now) - (rule.MindsMoney ? ledger.PricedAt : ledger.HeardAt)
                : ledger.WallTimeAt(now);
        }

        var begin = rule.Key.Day is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : DateTimeOffset.MinValue;
        var running = active.Where(static ledger => ledger.RunningSince is not null).Select(ledger => now - (ledger.RunningSince!.Value > begin ? ledger.RunningSince.Value : begin));
        return running.Where(static time => time > TimeSpan.Zero).Aggregate(totals.WallTime, static (sum, time) => sum + time);
    }
}
