using Ao.Scm;

namespace Ao.Trackers;

/// <summary>The tracker slot: issues.</summary>
/// <remarks>Implementations are safe for concurrent use. Optional: <see cref="IIssueFeed"/>.</remarks>
public interface ITracker
{
    /// <summary>Reads an issue.</summary>
    /// <param name="source">The project.</param>
    /// <param name="id">The issue's id in this tracker.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The issue, or <see langword="null"/> where there is none of that id.</returns>
    ValueTask<Issue?> GetAsync(ProjectSource source, string id, CancellationToken cancellationToken = default);

    /// <summary>Lists issues, newest first.</summary>
    /// <param name="source">The project.</param>
    /// <param name="query">Which ones.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The issues.</returns>
    IAsyncEnumerable<Issue> ListAsync(ProjectSource source, IssueQuery query, CancellationToken cancellationToken = default);

    /// <summary>Finds the issue that an operation created.</summary>
    /// <param name="source">The project.</param>
    /// <param name="key">The operation that may have created it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The issue, or <see langword="null"/> where the operation created none.</returns>
    ValueTask<Issue?> FindAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default);

    /// <summary>Creates an issue.</summary>
    /// <param name="request">The issue.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The issue.</returns>
    /// <exception cref="OutcomeUnknownException">The call broke off and the issue may be there.</exception>
    ValueTask<Issue> CreateAsync(IssueRequest request, CancellationToken cancellationToken = default);

    /// <summary>Changes an issue, comments on it, or both. Repeating an update under the same key changes nothing.</summary>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The issue afterwards.</returns>
    /// <exception cref="AoException">There is no such issue.</exception>
    ValueTask<Issue> UpdateAsync(IssueUpdate update, CancellationToken cancellationToken = default);
}
