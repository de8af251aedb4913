namespace Ao.Radar;

/// <summary>The merge radar: which sessions of a project are about to collide, because what their workspaces change cannot be merged.</summary>
/// <remarks>Sessions are told in messages, so that <see cref="Sessions.IOrchestrator.WatchAsync"/> shows it; people are told in notices.</remarks>
public interface IMergeRadar
{
    /// <summary>Lists the collisions that stand, oldest first, as they were seen last.</summary>
    /// <param name="project">The project; <see langword="null"/> for all.</param>
    /// <returns>The collisions.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    IReadOnlyList<RadarCollision> List(ProjectId? project = null);

    /// <summary>Looks at all workspaces of a project at once, and not at their intervals.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>The collisions that stand then.</returns>
    /// <exception cref="AoException">There is no such project, its radar is off, or its scm cannot tell what workspaces change.</exception>
    Task<IReadOnlyList<RadarCollision>> LookAsync(ProjectId project, CancellationToken cancellationToken = default);
}
