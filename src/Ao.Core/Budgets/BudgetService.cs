using Ao.Projects;
using Ao.Sessions;

namespace Ao.Budgets;

/// <summary>Shows budgets to people.</summary>
internal sealed class BudgetService(BudgetProjection books, BudgetRules rules, BudgetAsks asks, ProjectCatalog projects, SessionProjection sessions, TimeProvider time) : IBudgets
{
    public IReadOnlyList<Budget> List()
    {
        var today = BudgetKey.DayOf(time.GetUtcNow());
        var shared = projects.All.OrderBy(static project => project.Id.Value, StringComparer.Ordinal).SelectMany(project => rules.SharedOf(project.Id, today)).DistinctBy(static rule => rule.Key);
        var own = sessions.All.Where(static state => state.End is null).OrderBy(static state => state.RequestedAt).SelectMany(state => OwnOf(state, today));
        return [.. shared.Concat(own).Select(Of)];
    }

    public IReadOnlyList<Budget> Of(SessionId session)
    {
        var state = sessions.Get(session);
        var today = BudgetKey.DayOf(time.GetUtcNow());
        return [.. rules.Of(session, state.Request.Project, today).Select(Of)];
    }

    public Budget Get(string id) => Of(RuleOf(id));

    public async Task<Budget> AskAsync(string id, CancellationToken cancellationToken = default)
    {
        var rule = RuleOf(id);
        if (Of(rule) is { IsAsked: true } asked)
        {
            return asked;
        }

        var stopped = rule.Key.Session is { } own ? sessions.Get(own) : sessions.All.Where(state => state.Pause?.Budget == rule.Key.Id).MinBy(static state => state.RequestedAt);
        if (stopped is null || asks.Make(rule.Key, stopped.Request.Project, stopped.Id) is not { } question)
        {
            throw new AoException($"The budget '{rule.Key.Id}' stops nothing: {Of(rule)}. There is nothing to ask.");
        }

        await asks.ReachAsync(rule.Key.Id, question, cancellationToken).ConfigureAwait(false);
        return Of(rule);
    }

    private IEnumerable<BudgetRule> OwnOf(SessionState state, DateOnly today) =>
        rules.AnyOf(state.Request.Project) ? rules.Of(state.Id, state.Request.Project, today).Where(static rule => rule.Key.Session is not null) : [];

    private BudgetRule RuleOf(string id)
    {
        var rule = BudgetKey.Parse(id) switch
        {
            { Scope: BudgetScope.Spawns, Session: { } session } => rules.SpawnsOf(session, sessions.Get(session).Request.Project),
            { Session: { } session } key => rules.Of(session, sessions.Get(session).Request.Project, BudgetKey.DayOf(time.GetUtcNow())).FirstOrDefault(rule => rule.Key.Id == key.Id),
            { Project: { } project } key => rules.SharedOf(project, key.Day ?? default).FirstOrDefault(rule => rule.Key.Id == key.Id),
            { Day: { } day } => rules.HostOf(day) is { IsEmpty: false } host ? host : null,
            _ => null,
        };
        return rule ?? throw new AoException($"There is no budget '{Printable.Quote(id ?? "")}'. List the budgets and use an id from there.");
    }

    private Budget Of(BudgetRule rule)
    {
        var now = time.GetUtcNow();
        return books.Read(book =>
        {
            var course = book.CourseOf(rule.Key.Id);
            return new Budget
            {
                Id = rule.Key.Id,
                Scope = rule.Key.Scope,
                Project = rule.Key.Project,
                Session = rule.Key.Session,
                Day = rule.Key.Day,
                Lines = [.. BudgetLines.Of(book, rule, now).Select(static view => view.Line)],
                Raises = course.Raises,
                IsAsked = course.Open is not null,
            };
        });
    }
}
