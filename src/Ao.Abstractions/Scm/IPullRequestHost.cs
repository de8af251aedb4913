namespace Ao.Scm;

/// <summary>The optional capability of an scm to hold proposed changes.</summary>
/// <remarks>The host calls the changing members only through its effect gate: consent was asked where it is needed, and the intent is in the journal.</remarks>
public interface IPullRequestHost
{
    /// <summary>Finds the pull request that an operation created, whatever state it is in.</summary>
    /// <param name="source">The project.</param>
    /// <param name="key">The operation that may have created it.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The pull request, or <see langword="null"/> where the operation created none.</returns>
    ValueTask<PullRequest?> FindPullRequestAsync(ProjectSource source, OperationKey key, CancellationToken cancellationToken = default);

    /// <summary>Publishes a revision under the head branch and opens a pull request for it.</summary>
    /// <param name="request">The proposed change.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The pull request.</returns>
    /// <exception cref="OutcomeUnknownException">The call broke off and the pull request may be there.</exception>
    ValueTask<PullRequest> OpenPullRequestAsync(PullRequestRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a pull request as it is now.</summary>
    /// <param name="source">The project.</param>
    /// <param name="number">Its number.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The pull request.</returns>
    /// <exception cref="AoException">There is none of that number.</exception>
    ValueTask<PullRequest> GetPullRequestAsync(ProjectSource source, int number, CancellationToken cancellationToken = default);

    /// <summary>Changes a pull request: a newer revision, another text, or closed.</summary>
    /// <param name="update">What to change.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The pull request after the change. Repeating the update changes nothing.</returns>
    ValueTask<PullRequest> UpdatePullRequestAsync(PullRequestUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Merges a pull request, if its head is still the one expected.</summary>
    /// <param name="request">The pull request and the revision that was looked at.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Merged, or why not: expected outcomes are results, not exceptions. Merging a merged one reports it merged.</returns>
    ValueTask<MergeResult> MergeAsync(MergeRequest request, CancellationToken cancellationToken = default);
}
