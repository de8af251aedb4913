namespace Ao.Budgets;

/// <summary>What sessions may spend, and what they have spent.</summary>
public interface IBudgets
{
    /// <summary>Lists the budgets that limit something now: those of the host and the projects for today, the projects' totals, and those of the sessions that have not ended.</summary>
    /// <returns>The budgets.</returns>
    IReadOnlyList<Budget> List();

    /// <summary>Lists the budgets that hold for a session now.</summary>
    /// <param name="session">The session.</param>
    /// <returns>The budgets; none where nothing limits it.</returns>
    /// <exception cref="AoException">There is no such session.</exception>
    IReadOnlyList<Budget> Of(SessionId session);

    /// <summary>Gives a budget.</summary>
    /// <param name="id">Its id.</param>
    /// <returns>The budget.</returns>
    /// <exception cref="AoException">There is no such budget.</exception>
    Budget Get(string id);

    /// <summary>Has people asked once more to raise a budget that is used up, after a no or when nobody has answered. The question is answered as every other (<c>IOrchestrator.Consents</c>).</summary>
    /// <param name="id">The budget.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The budget.</returns>
    /// <exception cref="AoException">There is no such budget, or something is left of it.</exception>
    Task<Budget> AskAsync(string id, CancellationToken cancellationToken = default);
}
