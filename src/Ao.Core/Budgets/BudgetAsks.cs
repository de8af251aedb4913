using System.Globalization;
using Ao.Consents;
using Ao.Effects;
using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Sessions;
using Ao.Sessions.Steps;

namespace Ao.Budgets;

/// <summary>Has people asked to raise what is used up: one question for a budget, however many sessions it stops.</summary>
internal sealed class BudgetAsks(FactLog log, BudgetProjection books, BudgetRules rules, SessionProjection sessions, IEffectGate gate, ConsentProjection consents, ConsentWithdrawals withdrawals, NoticeDesk notices, OperationKeys keys, TimeProvider time)
{
    private TaskCompletionSource _changed = NewSignal();

    /// <summary>Lists what is used up, stops a session, and nobody was asked about yet.</summary>
    /// <param name="paused">The sessions that budgets have paused.</param>
    public IReadOnlyList<(string Budget, BudgetFacts.Reached Question)> Due(IEnumerable<SessionId> paused)
    {
        var due = new Dictionary<string, BudgetFacts.Reached>(StringComparer.Ordinal);
        foreach (var state in paused.Select(sessions.Find).OfType<SessionState>().OrderBy(static state => state.RequestedAt))
        {
            if (state.Pause?.Budget is { } budget && !due.ContainsKey(budget) && QuestionOf(budget, state) is { } question)
            {
                due.Add(budget, question);
            }
        }

        return [.. due.Select(static entry => (entry.Key, entry.Value))];
    }

    /// <summary>Lists the budgets about which people are to be asked.</summary>
    public IReadOnlyList<string> Open() => books.Read(static book => book.Courses.Where(static entry => entry.Value.Open is not null).Select(static entry => entry.Key).ToList());

    /// <summary>Says that sessions or budgets have changed, so that a question may not be needed any more.</summary>
    public void Changed() => Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();

    /// <summary>Writes down that a budget is used up and people are asked, together with the notice of it.</summary>
    public async Task ReachAsync(string budget, BudgetFacts.Reached question, CancellationToken cancellationToken)
    {
        var course = CourseOf(budget);
        if (course.Open is not null || course.Number >= question.Number)
        {
            return;
        }

        List<StreamAppend> appends = [log.Prepare(BudgetFactKinds.StreamOf(budget), course.Version, [question])];
        if (notices.Prepare(NoticeOf(budget, question)) is { } notice)
        {
            appends.Add(notice);
        }

        await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the question about a budget that is used up, whether or not people have answered one before.</summary>
    public BudgetFacts.Reached? Make(BudgetKey key, ProjectId project, SessionId session)
    {
        var rule = RuleOf(key, project, session);
        var now = time.GetUtcNow();
        return rule is null ? null : books.Read(book => BudgetLines.Of(book, rule, now).FirstOrDefault(static view => view.Line.IsReached)?.Line is { } line
            ? new BudgetFacts.Reached(book.CourseOf(key.Id).Number + 1, line.Resource, line.Limit, BudgetProposal.Of(line.Resource, line.Limit, line.Spent, rules.Options), decimal.Round(line.Spent, 4), project, session)
            : null);
    }

    /// <summary>Asks, and carries out the answer.</summary>
    /// <returns>Whether there was something to ask.</returns>
    public async Task<bool> AskAsync(string budget, CancellationToken stopping)
    {
        if (CourseOf(budget).Open is not { } open || BudgetKey.Parse(budget) is not { } key)
        {
            return false;
        }

        var effect = EffectOf(key, open);
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Perform = async () =>
            {
                await RaiseAsync(budget, open, effect.Key).ConfigureAwait(false);
                return "raised";
            },

            // To raise it to the same limit twice raises it once.
            MayRepeat = true,
        };
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var asked = gate.PerformAsync(effect, action, asking.Token).AsTask();
        while (!asked.IsCompleted && !IsMoot(key))
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (!IsMoot(key))
            {
                await Task.WhenAny(asked, changed).WaitAsync(stopping).ConfigureAwait(false);
            }
        }

        if (!asked.IsCompleted)
        {
            await asking.CancelAsync().ConfigureAwait(false);
            await ((Task)asked).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            withdrawals.Withdraw(effect.Key);
            await SettleAsync(budget, open, "No session needs it any more.", isMoot: true, stopping).ConfigureAwait(false);
            return true;
        }

        var outcome = await asked.ConfigureAwait(false);
        switch (outcome.Status)
        {
            case EffectStatus.Succeeded:
                await RaiseAsync(budget, open, effect.Key).ConfigureAwait(false);
                return true;
            case EffectStatus.Denied:
                await SettleAsync(budget, open, outcome.Reason ?? "Nobody has said yes.", isMoot: false, stopping).ConfigureAwait(false);
                return true;
            case EffectStatus.Closed:
                await SettleAsync(budget, open, "Its session was stopped.", isMoot: true, stopping).ConfigureAwait(false);
                return true;
            default:
                throw new TransientException(outcome.Reason ?? $"It is not known whether the budget '{budget}' was raised.");
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BudgetCourse CourseOf(string budget) => books.Read(book => book.CourseOf(budget));

    private BudgetFacts.Reached? QuestionOf(string budget, SessionState state)
    {
        var course = CourseOf(budget);
        return course.Open is null && BudgetKey.Parse(budget) is { } key && !(key.Until <= time.GetUtcNow()) && Make(key, state.Request.Project, state.Id) is { } question
            && (course.Refused is not { } refused || refused.Resource != question.Resource || refused.Limit != question.Limit)
            ? question
            : null;
    }

    private BudgetRule? RuleOf(BudgetKey key, ProjectId project, SessionId session) => key.Scope == BudgetScope.Spawns
        ? rules.SpawnsOf(session, project)
        : rules.Of(session, project, key.Day ?? BudgetKey.DayOf(time.GetUtcNow())).FirstOrDefault(rule => rule.Key.Id == key.Id);

    /// <summary>Tells whether nobody needs an answer any more: the day is over, or no session is stopped by it.</summary>
    private bool IsMoot(BudgetKey key) => key.Until <= time.GetUtcNow() || (key.Scope == BudgetScope.Spawns
        ? sessions.Find(key.Session!.Value) is not { } parent || parent.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost)
        : !sessions.All.Any(state => state.Pause?.Budget == key.Id));

    private async Task RaiseAsync(string budget, BudgetFacts.Reached open, OperationKey operation)
    {
        while (CourseOf(budget) is { Open.Number: var number } course && number == open.Number)
        {
            var by = consents.ListOf(operation).LastOrDefault(static entry => entry.Consent.AnsweredBy is not null)?.Consent.AnsweredBy;
            await AppendAsync(budget, course, new BudgetFacts.Raised(open.Number, open.Resource, open.Limit, open.To, by), open, "It was raised.", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(string budget, BudgetFacts.Reached open, string reason, bool isMoot, CancellationToken cancellationToken)
    {
        while (CourseOf(budget) is { Open.Number: var number } course && number == open.Number)
        {
            await AppendAsync(budget, course, new BudgetFacts.NotRaised(open.Number, reason, isMoot), open, isMoot ? reason : null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task AppendAsync(string budget, BudgetCourse course, object fact, BudgetFacts.Reached open, string? resolution, CancellationToken cancellationToken)
    {
        List<StreamAppend> appends = [log.Prepare(BudgetFactKinds.StreamOf(budget), course.Version, [fact])];
        if (resolution is not null && notices.PrepareClosing(NoticeKey(budget, open.Number), resolution) is { } closing)
        {
            appends.Add(closing);
        }

        try
        {
            await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
        }
        catch (StreamVersionException)
        {
            // Somebody else has settled it: the caller looks again.
        }
    }

    private OperationKey NoticeKey(string budget, int number) => keys.Of(string.Create(CultureInfo.InvariantCulture, $"budget/reached/{budget}/{number}"));

    private NewNotice NoticeOf(string budget, BudgetFacts.Reached question) => new()
    {
        Key = NoticeKey(budget, question.Number),
        Priority = NotificationPriority.Action,
        Topic = "budget.reached",
        Title = $"Nothing is left of {BudgetKey.Parse(budget)!.Value.Title}: {LineOf(question)}",
        Body = question.Resource == BudgetResource.Sessions
            ? "The session's agent is refused further sessions. You are asked whether to let it have more; until you say yes it stays so."
            : "What it is for is paused. You are asked whether to raise it; until you say yes it stays so.",
        Project = question.Project,
        Session = question.Session,
        IsLatched = true,
    };

    private static string LineOf(BudgetFacts.Reached question) => BudgetText.Of(new BudgetLine(question.Resource, question.Limit, question.Spent));

    private Effect EffectOf(BudgetKey key, BudgetFacts.Reached question) => new()
    {
        Key = keys.Of(string.Create(CultureInfo.InvariantCulture, $"budget/raise/{key.Id}/{question.Number}")),
        Kind = EffectKind.RaiseBudget,
        Project = question.Project,
        Session = key.Session,
        Title = $"Raise {key.Title}: {BudgetText.Name(question.Resource)} from {BudgetText.Amount(question.Resource, question.Limit)} to {BudgetText.Amount(question.Resource, question.To)}",
        Parameters = new Dictionary<string, string>
        {
            ["budget"] = key.Id,
            ["what"] = BudgetText.Name(question.Resource),
            ["from"] = question.Limit.ToString(CultureInfo.InvariantCulture),
            ["raisedTo"] = question.To.ToString(CultureInfo.InvariantCulture),
            ["spent"] = question.Spent.ToString(CultureInfo.InvariantCulture),
            ["session"] = question.Session.Value,
        },
    };
}
