namespace Ao.Alignment;

/// <summary>What changes break for other forks. A check informs; it changes nothing, here or there.</summary>
public interface IAlignment
{
    /// <summary>Checks the change of a session's pull request against the forks that its project knows. What was found of the same revisions before, here or by a peer, is read and not looked for again.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">The token that cancels the check; verdicts that were found until then stay.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="AoException">There is no such session, it has no pull request, or the project checks no alignment; the message says why.</exception>
    Task<AlignmentReport> CheckAsync(SessionId session, CancellationToken cancellationToken = default);

    /// <summary>Checks any change.</summary>
    /// <param name="project">The project.</param>
    /// <param name="revision">The revision of the change: a commit that Ao's own repository holds.</param>
    /// <param name="baseRevision">The revision that it is a change of; <see langword="null"/> is the newest that it has in common with the project's base branch.</param>
    /// <param name="cancellationToken">The token that cancels the check; verdicts that were found until then stay.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="AoException">There is no such project or revision, or the project checks no alignment; the message says why.</exception>
    Task<AlignmentReport> CheckAsync(ProjectId project, string revision, string? baseRevision = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the verdicts of a project, the newest first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="revision">The revision of a change, to have its verdicts only.</param>
    /// <returns>The verdicts.</returns>
    /// <exception cref="AoException">There is no such project.</exception>
    IReadOnlyList<AlignmentVerdict> List(ProjectId project, string? revision = null);
}
