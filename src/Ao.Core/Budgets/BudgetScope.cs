namespace Ao.Budgets;

/// <summary>What a budget is for.</summary>
public enum BudgetScope
{
    /// <summary>One session, in all its life.</summary>
    Session,

    /// <summary>One session, for as long as its agent does not say what it uses.</summary>
    Unreported,

    /// <summary>All sessions of a project on one day of UTC.</summary>
    ProjectDay,

    /// <summary>All sessions of a project, for ever.</summary>
    ProjectTotal,

    /// <summary>All sessions of the host on one day of UTC.</summary>
    HostDay,

    /// <summary>The sessions that the agent of one session asks for.</summary>
    Spawns,
}
