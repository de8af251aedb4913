using System.Collections.Immutable;

namespace Ao.Budgets;

/// <summary>What was spent, as far as it is known.</summary>
internal sealed record BudgetTotals
{
    /// <summary>More than anybody has; what agents claim comes from outside and must not run over.</summary>
    private const long MostTokens = 1_000_000_000_000_000;

    public static BudgetTotals None { get; } = new();

    public long Tokens { get; init; }

    /// <summary>Gets the tokens for which no price is known.</summary>
    public long UnpricedTokens { get; init; }

    public int Turns { get; init; }

    /// <summary>Gets the turns after which nothing was said of what they used.</summary>
    public int UnreportedTurns { get; init; }

    /// <summary>Gets the time of runs that are over.</summary>
    public TimeSpan WallTime { get; init; }

    /// <summary>Gets the money by currency.</summary>
    public ImmutableDictionary<string, decimal> Money { get => field ?? ImmutableDictionary<string, decimal>.Empty; init; }

    public BudgetTotals Use(long tokens, (decimal Amount, string Currency)? cost) => this with
    {
        Tokens = Math.Min(MostTokens, Tokens + Math.Min(MostTokens, tokens)),
        UnpricedTokens = cost is null ? Math.Min(MostTokens, UnpricedTokens + Math.Min(MostTokens, tokens)) : UnpricedTokens,
        Money = cost is { } known ? Money.SetItem(known.Currency, Money.GetValueOrDefault(known.Currency) + known.Amount) : Money,
    };

    public BudgetTotals EndTurn(bool isReported) => this with { Turns = Turns + 1, UnreportedTurns = isReported ? UnreportedTurns : UnreportedTurns + 1 };

    public BudgetTotals Run(TimeSpan time) => this with { WallTime = WallTime + time };
}
