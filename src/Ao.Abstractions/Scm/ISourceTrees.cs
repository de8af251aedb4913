namespace Ao.Scm;

/// <summary>The optional capability of an scm to look into revisions without checking them out, and to merge two of them on trial.</summary>
/// <remarks>Any revision that Ao's own repository holds can be looked into, those that were brought from forks too.</remarks>
public interface ISourceTrees
{
    /// <summary>Opens the tree of a revision.</summary>
    /// <param name="source">The project.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The tree.</returns>
    /// <exception cref="AoException">The revision is not there.</exception>
    ValueTask<ISourceTree> OpenTreeAsync(ProjectSource source, string revision, CancellationToken cancellationToken = default);

    /// <summary>Finds the newest revision that two have in common.</summary>
    /// <param name="source">The project.</param>
    /// <param name="one">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The revision, or <see langword="null"/> where they have no history in common.</returns>
    ValueTask<string?> FindMergeBaseAsync(ProjectSource source, string one, string other, CancellationToken cancellationToken = default);

    /// <summary>Merges two revisions on trial. No branch moves.</summary>
    /// <param name="source">The project.</param>
    /// <param name="ours">The one.</param>
    /// <param name="theirs">The other.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What came of it.</returns>
    ValueTask<TrialMerge> TryMergeAsync(ProjectSource source, string ours, string theirs, CancellationToken cancellationToken = default);
}
