using System.Collections.Concurrent;
using Ao.Configuration;
using Ao.Projects;
using Microsoft.Extensions.Options;

namespace Ao.Budgets;

/// <summary>Says which budgets the configuration has.</summary>
internal sealed class BudgetRules(ProjectCatalog projects, IOptions<AoOptions> options)
{
    private readonly ConcurrentDictionary<ProjectId, bool> _limited = new();

    public HostBudgetOptions Options => options.Value.Budget;

    /// <summary>Tells whether anything limits the sessions of a project.</summary>
    public bool AnyOf(ProjectId project) => _limited.GetOrAdd(project, id => SharedOf(id, default).Any() || PerSession(id) is { IsEmpty: false });

    /// <summary>Gives a session's own budget, where its project limits sessions.</summary>
    public BudgetRule? OwnOf(SessionId session, ProjectId project) => PerSession(project) is { IsEmpty: false } own ? own with { Key = new BudgetKey(BudgetScope.Session, project, session) } : null;

    /// <summary>Gives the budgets that hold for a session on a day.</summary>
    public IReadOnlyList<BudgetRule> Of(SessionId session, ProjectId project, DateOnly day)
    {
        List<BudgetRule> rules = [.. SharedOf(project, day)];
        if (OwnOf(session, project) is { } own)
        {
            rules.Insert(0, own);
        }

        var mindsMoney = rules.Exists(static rule => rule.Limits.Money is not null);
        if (mindsMoney || rules.Exists(static rule => rule.Limits.Tokens is not null))
        {
            rules.Add(new BudgetRule(new BudgetKey(BudgetScope.Unreported, project, session), new BudgetLimitOptions { Turns = Options.UnknownUsage.MaxTurns, WallTime = Options.UnknownUsage.MaxWallTime }, mindsMoney));
        }

        return rules;
    }

    /// <summary>Gives the budgets that sessions share.</summary>
    public IEnumerable<BudgetRule> SharedOf(ProjectId project, DateOnly day)
    {
        BudgetRule[] rules = projects.Find(project)?.Options.Budget is { } budget
            ?
            [
                new BudgetRule(new BudgetKey(BudgetScope.ProjectDay, project, Day: day), budget.PerDay),
                new BudgetRule(new BudgetKey(BudgetScope.ProjectTotal, project), budget.Total),
                HostOf(day),
            ]
            : [HostOf(day)];
        return rules.Where(static rule => !rule.IsEmpty);
    }

    public BudgetRule HostOf(DateOnly day) => new(new BudgetKey(BudgetScope.HostDay, Day: day), Options.PerDay);

    public BudgetRule SpawnsOf(SessionId session, ProjectId project) => new(new BudgetKey(BudgetScope.Spawns, project, session), new BudgetLimitOptions(), Sessions: options.Value.Admission.MaxSpawnsPerSession);

    private BudgetRule? PerSession(ProjectId project) => projects.Find(project)?.Options.Budget.PerSession is { } limits ? new BudgetRule(new BudgetKey(BudgetScope.Session, project), limits) : null;
}
