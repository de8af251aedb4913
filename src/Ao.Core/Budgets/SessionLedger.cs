namespace Ao.Budgets;

/// <summary>What one session has spent and has reserved.</summary>
internal sealed record SessionLedger
{
    public required SessionId Session { get; init; }

    public required ProjectId Project { get; init; }

    public required string Agent { get; init; }

    /// <summary>Gets the day on which it was asked for: its prices are those of that day.</summary>
    public required DateOnly Began { get; init; }

    public SessionId? SpawnedBy { get; init; }

    public BudgetTotals Totals { get; init; } = BudgetTotals.None;

    /// <summary>Gets since when its time is counted, while it is.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>Gets whether a process of it may live.</summary>
    public bool IsLive { get; init; }

    public bool TakesUp { get; init; }

    public bool TakesTurns { get; init; }

    /// <summary>Gets whether a turn, or a run without turns, is under way.</summary>
    public bool InTurn { get; init; }

    public bool IsPaused { get; init; }

    public bool HasEnded { get; init; }

    public long? ReservedTokens { get; init; }

    public decimal ReservedMoney { get; init; }

    public long TurnTokens { get; init; }

    public decimal TurnMoney { get; init; }

    /// <summary>Gets whether the turn's usage has a price, which may be nothing.</summary>
    public bool TurnIsPriced { get; init; }

    /// <summary>Gets what the last turn has used that said so.</summary>
    public long LastTurnTokens { get; init; }

    /// <summary>Gets the turns that have ended since the agent said last what it uses.</summary>
    public int SilentTurns { get; init; }

    /// <summary>Gets the wall time at which it said so last.</summary>
    public TimeSpan HeardAt { get; init; }

    /// <summary>Gets the same, for what a price is known of.</summary>
    public int UnpricedTurns { get; init; }

    public TimeSpan PricedAt { get; init; }

    /// <summary>Gets what of the reservation was not used yet.</summary>
    public long TokensLeft => ReservedTokens is { } reserved ? Math.Max(0, reserved - TurnTokens) : 0;

    public decimal MoneyLeft => ReservedTokens is null ? 0 : Math.Max(0, ReservedMoney - TurnMoney);

    public TimeSpan WallTimeAt(DateTimeOffset now) => Totals.WallTime + (RunningSince is { } since && now > since ? now - since : TimeSpan.Zero);

    public SessionLedger Settle() => this with { ReservedTokens = null, ReservedMoney = 0 };
}
