using System.Collections.Concurrent;
using System.Threading.Channels;
using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.Notices;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Budgets;

/// <summary>Minds what is spent while it is: pauses sessions for which nothing is left, has people asked, and lets the sessions go on.</summary>
/// <remarks>It looks when something was spent, and when time alone will have used something up; it does not poll.</remarks>
internal sealed partial class BudgetStage(
    SessionContext context,
    SessionSupervisor supervisor,
    BudgetProjection books,
    BudgetRules rules,
    BudgetAsks asks,
    NoticeDesk notices,
    OperationKeys keys,
    ILogger<BudgetStage> logger) : IEngineStage, IDisposable
{
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_shortestSleep = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SessionId, byte> _paused = new();
    private readonly ConcurrentDictionary<OperationKey, byte> _warned = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly KeyedLoops<string> _asking = new(context.Time);
    private readonly BackgroundLoop _looks = new();
    private DateOnly _day;

    public int Order => 405;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        _day = BudgetKey.DayOf(context.Time.GetUtcNow());
        context.Sessions.Follow(OnSession);
        books.Changed += Wake;
        Wake();
        _looks.Start(RunAsync);
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        books.Changed -= Wake;
        context.Sessions.Changed -= OnSession;
        await _looks.StopAsync(cancellationToken).ConfigureAwait(false);
        await _asking.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _asking.Dispose();

    private void Wake() => _wake.Writer.TryWrite(true);

    private void OnSession(SessionState state)
    {
        // Not only this stage pauses sessions, and whoever else does spends nothing that would wake it.
        if (state.Pause is { Budget: not null } ? _paused.TryAdd(state.Id, 0) : _paused.TryRemove(state.Id, out _))
        {
            Wake();
        }
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            _wake.Reader.TryRead(out _);
            var (lookedAt, sleep) = (context.Time.GetUtcNow(), s_retry);
            try
            {
                sleep = await LookAsync(stopping).ConfigureAwait(false);
            }
            catch (StreamVersionException)
            {
                // A session has moved on meanwhile: look again at once.
                continue;
            }
            catch (Exception exception) when (!(exception is OperationCanceledException && stopping.IsCancellationRequested))
            {
                // Nothing may end the loop: nobody else minds what is spent.
                LogFailed(exception);
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var due = Task.Delay(sleep, context.Time, waiting.Token);

            // The clock may have moved on between the look and the timer, as after a suspend of the machine.
            if (context.Time.GetUtcNow() < lookedAt + sleep)
            {
                await Task.WhenAny(_wake.Reader.WaitToReadAsync(waiting.Token).AsTask(), due).ConfigureAwait(false);
            }

            await waiting.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <returns>For how long nothing can happen of itself.</returns>
    private async Task<TimeSpan> LookAsync(CancellationToken stopping)
    {
        var sleep = s_longestSleep;
        var shared = new Dictionary<BudgetKey, IReadOnlyList<BudgetView>>();
        var active = books.Read(static book => book.Active.Select(static ledger => ledger.Session).ToList());
        foreach (var id in active.Concat(_paused.Keys).Distinct())
        {
            if (context.Sessions.Find(id) is { } state && rules.AnyOf(state.Request.Project))
            {
                var left = await LookAsync(state, shared, stopping).ConfigureAwait(false);
                sleep = left < sleep ? left : sleep;
            }
        }

        foreach (var (budget, question) in asks.Due(_paused.Keys))
        {
            await asks.ReachAsync(budget, question, stopping).ConfigureAwait(false);
        }

        foreach (var budget in asks.Open())
        {
            _asking.Start(budget, token => asks.AskAsync(budget, token), (exception, failures) => LogNotAsked(exception, budget, failures), Wake);
        }

        asks.Changed();
        var now = context.Time.GetUtcNow();
        if (BudgetKey.DayOf(now) is var today && today != _day)
        {
            _day = today;
            context.Budgets.Free();
        }

        var midnight = new DateTimeOffset(today.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero) - now;
        sleep = midnight < sleep ? midnight : sleep;
        return sleep > s_shortestSleep ? sleep : s_shortestSleep;
    }

    private async Task<TimeSpan> LookAsync(SessionState state, Dictionary<BudgetKey, IReadOnlyList<BudgetView>> shared, CancellationToken stopping)
    {
        if (PhaseOf(state) is not { } phase)
        {
            return s_longestSleep;
        }

        var views = context.Budgets.ViewsOf(state, shared);
        var answer = BudgetDecision.Decide(phase, views, pausedBy: state.Pause?.Budget);
        switch (answer.Kind)
        {
            case BudgetAnswerKind.Pause:
                await context.AppendAsync(state, stopping, SessionPauses.Pause(state, answer.Reason, answer.View!.Key.Id)).ConfigureAwait(false);
                LogPaused(state.Id, answer.Reason);
                supervisor.Interrupt(state.Id);
                break;
            case BudgetAnswerKind.Resume:
                await context.AppendAsync(state, stopping, SessionPauses.Resume(state, "Its budgets allow it again.")).ConfigureAwait(false);
                LogResumed(state.Id);
                break;
            default:
                await WarnAsync(state, views, stopping).ConfigureAwait(false);
                break;
        }

        return views.Where(static view => view is { Clocks: > 0, Line.IsReached: false })
            .Select(view => TimeSpan.FromSeconds((double)Math.Min((Next(view.Line) - view.Line.Spent) / view.Clocks, (decimal)s_longestSleep.TotalSeconds)))
            .DefaultIfEmpty(s_longestSleep).Min();
    }

    /// <summary>Gives how much of a limit has to be spent for something to follow: a warning, then the end.</summary>
    private decimal Next(BudgetLine line) => line.Limit * (decimal)rules.Options.WarnAt is var warning && line.Spent < warning ? warning : line.Limit;

    private static BudgetPhase? PhaseOf(SessionState state) => state switch
    {
        { Pause: { Budget: not null } } => BudgetPhase.Paused,
        { Pause: not null } or { HasLiveRun: false } or { End: not null } => null,
        { TurnIsOver: true, Run.TakesTurns: true } => BudgetPhase.Idles,
        _ => BudgetPhase.Works,
    };

    private async Task WarnAsync(SessionState state, IReadOnlyList<BudgetView> views, CancellationToken stopping)
    {
        foreach (var (key, line, _) in views.Where(view => BudgetDecision.IsNear(view.Line, rules.Options.WarnAt)))
        {
            var notice = new NewNotice
            {
                Key = keys.Of(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"budget/near/{key.Id}/{BudgetText.Name(line.Resource).Replace(' ', '-')}-{line.Limit:0.##}")),
                Priority = Notifiers.NotificationPriority.Warning,
                Topic = "budget.near",
                Title = $"Little is left of {key.Title}: {BudgetText.Of(line)}",
                Body = "When nothing is left, the sessions that it is for are paused, and you are asked whether to raise it.",
                Project = state.Request.Project,
                Session = key.Session,
            };
            if (_warned.TryAdd(notice.Key, 0))
            {
                await notices.RaiseAsync(notice, stopping).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session} is paused. {Reason}")]
    private partial void LogPaused(SessionId session, string reason);

    [LoggerMessage(LogLevel.Information, "Session {Session} goes on: its budgets allow it again.")]
    private partial void LogResumed(SessionId session);

    [LoggerMessage(LogLevel.Error, "The budgets could not be looked at. It is tried again.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "People could not be asked about the budget {Budget}, failure {Failures} in a row. It is tried again.")]
    private partial void LogNotAsked(Exception exception, string budget, int failures);
}
