namespace Ao.Trackers;

/// <summary>The issues of projects, in each project's tracker.</summary>
public interface IIssues
{
    /// <summary>Reads an issue.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">The issue's id in the tracker.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The issue, or <see langword="null"/> where there is none of that id.</returns>
    /// <exception cref="AoException">The project has no tracker.</exception>
    Task<Issue?> GetAsync(ProjectId project, string id, CancellationToken cancellationToken = default);

    /// <summary>Lists issues, newest first.</summary>
    /// <param name="project">The project.</param>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">The token that ends listing.</param>
    /// <returns>The issues.</returns>
    /// <exception cref="AoException">The project has no tracker.</exception>
    IAsyncEnumerable<Issue> ListAsync(ProjectId project, IssueQuery query, CancellationToken cancellationToken = default);

    /// <summary>Creates an issue, once a person has consented where the project's gates ask for that.</summary>
    /// <param name="project">The project.</param>
    /// <param name="draft">The issue.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>The issue.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was created; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not created; the message says why.</exception>
    Task<Issue> CreateAsync(ProjectId project, IssueDraft draft, CancellationToken cancellationToken = default);

    /// <summary>Changes an issue, comments on it, closes it or opens it again, once a person has consented where the project's gates ask for that.</summary>
    /// <param name="project">The project.</param>
    /// <param name="id">The issue's id in the tracker.</param>
    /// <param name="edit">What to change.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>The issue afterwards.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known whether it was changed; it is among the unsettled effects.</exception>
    /// <exception cref="AoException">It was not changed; the message says why.</exception>
    Task<Issue> UpdateAsync(ProjectId project, string id, IssueEdit edit, CancellationToken cancellationToken = default);
}
