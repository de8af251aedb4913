using Ao.Agents;
using Ao.Configuration;
using Ao.Sessions;
using Ao.Sessions.Costs;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Budgets;

/// <summary>The books of all budgets, folded from facts. A reservation needs no fact that settles it: the facts that end a turn, a run or a session do, whoever has written them.</summary>
internal sealed class BudgetBook(IEnumerable<ModelPriceOptions> prices)
{
    private static readonly string s_hostTotal = "host";

    private readonly Dictionary<SessionId, SessionLedger> _sessions = [];
    private readonly HashSet<SessionId> _active = [];
    private readonly Dictionary<SessionId, int> _spawned = [];
    private readonly Dictionary<string, BudgetTotals> _totals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BudgetTotals> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BudgetCourse> _courses = new(StringComparer.Ordinal);

    /// <summary>Gets the ledgers of the sessions that run or have something reserved.</summary>
    public IEnumerable<SessionLedger> Active => _active.Select(id => _sessions[id]);

    public IEnumerable<KeyValuePair<string, BudgetCourse>> Courses => _courses;

    public SessionLedger? Find(SessionId session) => _sessions.GetValueOrDefault(session);

    public BudgetCourse CourseOf(string budget) => _courses.GetValueOrDefault(budget, BudgetCourse.None);

    /// <summary>Gives how many sessions the agent of one has asked for.</summary>
    public int SpawnedBy(SessionId session) => _spawned.GetValueOrDefault(session);

    /// <summary>Gives what turns of an agent have used, whoever's they were.</summary>
    public BudgetTotals OfAgent(string agent) => _agents.GetValueOrDefault(agent, BudgetTotals.None);

    public BudgetTotals TotalsOf(BudgetKey key) => key.Session is { } session ? Find(session)?.Totals ?? BudgetTotals.None : _totals.GetValueOrDefault(key.Id, BudgetTotals.None);

    /// <summary>Gives what people know of all that was ever spent.</summary>
    public BudgetTotals OfHost => _totals.GetValueOrDefault(s_hostTotal, BudgetTotals.None);

    /// <summary>Takes in what happened to a budget.</summary>
    public void Apply(string budget, object body, DateTimeOffset at, long version) => _courses[budget] = CourseOf(budget).After(body, at, version);

    /// <summary>Takes in what happened to a session.</summary>
    public void Apply(SessionId session, object body, DateTimeOffset at)
    {
        if (body is Facts.Requested requested)
        {
            if (_sessions.TryAdd(session, new SessionLedger { Session = session, Project = requested.Project, Agent = requested.Agent, Began = BudgetKey.DayOf(at), SpawnedBy = requested.SpawnedBy }) && requested.SpawnedBy is { } parent)
            {
                _spawned[parent] = SpawnedBy(parent) + 1;
            }

            return;
        }

        if (Find(session) is not { } ledger)
        {
            return;
        }

        var after = Apply(ledger, body, at);
        _sessions[session] = after;
        if (after.IsLive || after.ReservedTokens is not null)
        {
            _active.Add(session);
        }
        else
        {
            _active.Remove(session);
        }
    }

    public BudgetBookState Save() => new([.. _sessions.Values], _totals, _courses, _agents);

    public void Load(BudgetBookState state)
    {
        foreach (var ledger in state.Sessions)
        {
            _sessions[ledger.Session] = ledger;
            if (ledger.IsLive || ledger.ReservedTokens is not null)
            {
                _active.Add(ledger.Session);
            }

            if (ledger.SpawnedBy is { } parent)
            {
                _spawned[parent] = SpawnedBy(parent) + 1;
            }
        }

        Fill(_totals, state.Totals);
        Fill(_courses, state.Courses);
        Fill(_agents, state.Agents);
    }

    private static void Fill<T>(Dictionary<string, T> to, IReadOnlyDictionary<string, T> from)
    {
        foreach (var (key, value) in from)
        {
            to[key] = value;
        }
    }

    private SessionLedger Apply(SessionLedger ledger, object body, DateTimeOffset at) => body switch
    {
        Facts.BudgetReserved reserved => ledger with { ReservedTokens = reserved.Tokens, ReservedMoney = reserved.Money, TurnTokens = 0, TurnMoney = 0, HasEnded = false },
        Facts.LaunchIntended intended => ledger with { TakesUp = intended.TakesUp, HasEnded = false },
        Facts.Launched launched => ledger with { IsLive = true, RunningSince = ledger.IsPaused ? null : at, TakesTurns = launched.TakesTurns, InTurn = !ledger.TakesUp },
        Facts.ActivityChanged { Activity: AgentActivity.Active } when ledger is { IsLive: true, TakesTurns: true } => ledger with { InTurn = true },
        Facts.UsageReported used => Use(ledger, used, at),
        Facts.TurnEnded => EndTurn(ledger, at),
        Facts.RunEnded => EndRun(ledger, at),
        Facts.Paused => StopClock(ledger.InTurn ? ledger : ledger.Settle(), at) with { IsPaused = true },
        Facts.Resumed => ledger with { IsPaused = false, RunningSince = ledger.IsLive ? at : null },
        Facts.Restored => ledger with { HasEnded = false },
        Facts.Done or Facts.Stopped or Facts.Failed or Facts.Lost => ledger.Settle() with { HasEnded = true, IsPaused = false },
        _ => ledger,
    };

    private SessionLedger Use(SessionLedger ledger, Facts.UsageReported used, DateTimeOffset at)
    {
        var usage = new SessionUsage(Math.Max(0, used.InputTokens), Math.Max(0, used.OutputTokens), Math.Max(0, used.CachedTokens), Math.Max(0, used.ReasoningTokens));
        var tokens = (long)Math.Min(long.MaxValue / 4, (decimal)usage.InputTokens + usage.OutputTokens);
        if (tokens == 0)
        {
            return ledger;
        }

        var cost = CostOf(used.Model, usage, ledger.Began);
        Change(ledger, at, totals => totals.Use(tokens, cost));
        _agents[ledger.Agent] = OfAgent(ledger.Agent).Use(tokens, cost);
        var heard = ledger with
        {
            Totals = ledger.Totals.Use(tokens, cost),
            TurnTokens = Math.Min(long.MaxValue / 2, ledger.TurnTokens + tokens),
            TurnMoney = ledger.TurnMoney + (cost?.Amount ?? 0),
            SilentTurns = 0,
            HeardAt = ledger.WallTimeAt(at),
        };
        return cost is null ? heard : heard with { TurnIsPriced = true, UnpricedTurns = 0, PricedAt = heard.HeardAt };
    }

    private (decimal Amount, string Currency)? CostOf(string? model, SessionUsage usage, DateOnly day) =>
        model is not null && PriceList.CostOf(new Dictionary<string, SessionUsage> { [model] = usage }, prices, day) is [{ Amount: { } amount, Currency: { } currency }] ? (amount, currency) : null;

    private SessionLedger EndTurn(SessionLedger ledger, DateTimeOffset at)
    {
        var isReported = ledger.TurnTokens > 0;
        Change(ledger, at, totals => totals.EndTurn(isReported));
        _agents[ledger.Agent] = OfAgent(ledger.Agent).EndTurn(isReported);
        return ledger.Settle() with
        {
            Totals = ledger.Totals.EndTurn(isReported),
            InTurn = false,
            TurnTokens = 0,
            TurnMoney = 0,
            LastTurnTokens = isReported ? ledger.TurnTokens : ledger.LastTurnTokens,
            SilentTurns = isReported ? 0 : ledger.SilentTurns + 1,
            UnpricedTurns = ledger.TurnIsPriced ? 0 : ledger.UnpricedTurns + 1,
            TurnIsPriced = false,
        };
    }

    private SessionLedger EndRun(SessionLedger ledger, DateTimeOffset at)
    {
        var stopped = StopClock(ledger, at) with { IsLive = false };
        return stopped.InTurn ? EndTurn(stopped, at) : stopped.Settle();
    }

    private SessionLedger StopClock(SessionLedger ledger, DateTimeOffset at)
    {
        if (ledger.RunningSince is not { } since)
        {
            return ledger;
        }

        // A run may last over midnight: each day has its part.
        for (var begin = since; begin < at;)
        {
            var midnight = new DateTimeOffset(BudgetKey.DayOf(begin).AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            var end = midnight < at ? midnight : at;
            var part = end - begin;
            Change(ledger, begin, totals => totals.Run(part));
            begin = end;
        }

        return ledger with { RunningSince = null, Totals = ledger.Totals.Run(at > since ? at - since : TimeSpan.Zero) };
    }

    private void Change(SessionLedger ledger, DateTimeOffset at, Func<BudgetTotals, BudgetTotals> change)
    {
        var day = BudgetKey.DayOf(at);
        Span<string> ids = [new BudgetKey(BudgetScope.ProjectTotal, ledger.Project).Id, new BudgetKey(BudgetScope.ProjectDay, ledger.Project, Day: day).Id, new BudgetKey(BudgetScope.HostDay, Day: day).Id, s_hostTotal];
        foreach (var id in ids)
        {
            _totals[id] = change(_totals.GetValueOrDefault(id, BudgetTotals.None));
        }
    }
}
