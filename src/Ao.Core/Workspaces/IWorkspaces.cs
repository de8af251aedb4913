namespace Ao.Workspaces;

/// <summary>The workspaces of all sessions.</summary>
public interface IWorkspaces
{
    /// <summary>Plans which workspaces can go: those of sessions that have ended, hold nothing that is not secured elsewhere and have no live process.</summary>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The plan: a dry run shows it, a run carries it out.</returns>
    Task<SweepPlan> PlanSweepAsync(CancellationToken cancellationToken = default);

    /// <summary>Carries out a plan. What has changed since it was made is looked at again and kept.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>What was done: the plan as it came out.</returns>
    Task<SweepPlan> SweepAsync(SweepPlan plan, CancellationToken cancellationToken = default);

    /// <summary>Brings the workspace of an ended session back, as it was when it was closed.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="AoException">There is no such session, or nothing is kept of its workspace.</exception>
    Task<string> UndeleteAsync(SessionId session, CancellationToken cancellationToken = default);
}
