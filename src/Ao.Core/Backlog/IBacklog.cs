namespace Ao.Backlog;

/// <summary>The issues that sessions are begun for on their own.</summary>
public interface IBacklog
{
    /// <summary>Lists what the last look at a project's tracker has found, in the order in which sessions are begun, with what each issue waits for.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The issues; none before the first look.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    IReadOnlyList<BacklogEntry> List(ProjectId project);

    /// <summary>Looks at a project's tracker now, and begins what is ready.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the look.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="AoException">There is no such project, its backlog is not enabled, or its tracker could not be read.</exception>
    Task<IReadOnlyList<BacklogEntry>> LookAsync(ProjectId project, CancellationToken cancellationToken = default);
}
