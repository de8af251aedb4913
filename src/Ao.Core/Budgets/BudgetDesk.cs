using Ao.Journal;
using Ao.Sessions;

namespace Ao.Budgets;

/// <summary>Lets sessions spend, one decision at a time, so that no two of them reserve the same.</summary>
internal sealed class BudgetDesk : IDisposable
{
    private const decimal Million = 1_000_000m;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly BudgetRules _rules;
    private readonly BudgetProjection _books;
    private readonly FactLog _log;
    private readonly decimal _highestPrice;
    private readonly TimeProvider _time;
    private TaskCompletionSource _freed = NewSignal();

    public BudgetDesk(BudgetRules rules, BudgetProjection books, FactLog log, Microsoft.Extensions.Options.IOptions<Configuration.AoOptions> options, TimeProvider time)
    {
        (_rules, _books, _log, _time) = (rules, books, log, time);
        _highestPrice = options.Value.Prices.Select(static price => Math.Max(price.InputPerMillion, price.OutputPerMillion)).DefaultIfEmpty(0).Max();
        _books.Freed += Free;
    }

    /// <summary>Gets what completes when something that waits for a budget may go on. It is to be taken before the budgets are looked at.</summary>
    public Task Freed => Volatile.Read(ref _freed).Task;

    /// <summary>Tells whether a session needs a reservation, and has none, before it begins anything.</summary>
    public bool LacksReservation(SessionState state) => state.Reservation is null && _rules.AnyOf(state.Request.Project);

    /// <summary>Lets a session begin a turn or a run, and writes that down: what is reserved for it, or that it is paused.</summary>
    /// <returns>The answer; <see cref="BudgetAnswerKind.Wait"/> where nothing was written.</returns>
    /// <exception cref="StreamVersionException">Something was written meanwhile: decide anew.</exception>
    public async ValueTask<BudgetAnswer> BeginAsync(SessionState state, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var views = ViewsOf(state);
            var answer = BudgetDecision.Decide(BudgetPhase.Begins, views, NeedOf(state, views));
            IReadOnlyList<object> facts = answer.Kind switch
            {
                BudgetAnswerKind.Admit => [new SessionFacts.BudgetReserved(answer.Tokens, answer.Money)],
                BudgetAnswerKind.Pause => SessionPauses.Pause(state, answer.Reason, answer.View!.Key.Id),
                _ => [],
            };
            if (facts.Count > 0)
            {
                await _log.AppendAsync(SessionFactKinds.StreamOf(state.Id), state.Version, facts, cancellationToken).ConfigureAwait(false);
            }

            return answer;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Gives the limits that hold for a session now.</summary>
    public IReadOnlyList<BudgetView> ViewsOf(SessionState state) => ViewsOf(state, []);

    /// <summary>Gives the limits that hold for a session now, where many sessions are looked at in one go.</summary>
    /// <param name="state">The session.</param>
    /// <param name="shared">The budgets that sessions share, as this look has read them already: each is added up once and not for every session.</param>
    public IReadOnlyList<BudgetView> ViewsOf(SessionState state, Dictionary<BudgetKey, IReadOnlyList<BudgetView>> shared)
    {
        var now = _time.GetUtcNow();
        var rules = _rules.Of(state.Id, state.Request.Project, BudgetKey.DayOf(now));
        return rules.Count == 0 ? [] : _books.Read(book => rules.SelectMany(rule => Read(book, rule)).ToList());

        IReadOnlyList<BudgetView> Read(BudgetBook book, BudgetRule rule) =>
            rule.Key.Session is not null ? BudgetLines.Of(book, rule, now)
            : shared.TryGetValue(rule.Key, out var known) ? known
            : shared[rule.Key] = BudgetLines.Of(book, rule, now);
    }

    /// <summary>Gives the session as people see it, with its budget.</summary>
    public Session WithBudget(SessionState state)
    {
        var session = state.View;
        if (!_rules.AnyOf(state.Request.Project) || _rules.OwnOf(state.Id, state.Request.Project) is not { } rule)
        {
            return session;
        }

        var now = _time.GetUtcNow();
        return session with { Budget = BudgetText.Of(_books.Read(book => BudgetLines.Of(book, rule, now).Select(static view => view.Line).ToList())) };
    }

    /// <summary>Has everything that waits look again, such as on a new day.</summary>
    public void Free() => Interlocked.Exchange(ref _freed, NewSignal()).TrySetResult();

    public void Dispose()
    {
        _books.Freed -= Free;
        _turn.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Expects what the session's last turn has used, before there is one what its agent's turns use on average, and never less than is configured.</summary>
    private BudgetNeed NeedOf(SessionState state, IReadOnlyList<BudgetView> views) => _books.Read(book =>
    {
        var ledger = book.Find(state.Id);
        var agent = book.OfAgent(state.Request.Agent);
        var learnt = ledger is { LastTurnTokens: > 0 and var last } ? last : agent.Turns > agent.UnreportedTurns ? agent.Tokens / (agent.Turns - agent.UnreportedTurns) : 0;
        var tokens = Math.Max(_rules.Options.ReserveTokens, learnt);
        if (views.FirstOrDefault(static view => view.Line.Resource == BudgetResource.Money)?.Line.Currency is not { } currency)
        {
            return new BudgetNeed(tokens);
        }

        // By what its tokens have cost so far; before they are known, by the dearest price.
        var priced = agent.Tokens - agent.UnpricedTokens;
        var money = priced > 0 ? tokens * agent.Money.GetValueOrDefault(currency) / priced : tokens * _highestPrice / Million;
        return new BudgetNeed(tokens, money);
    });
}
