namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell which changes of a fork could go to the source that it left, and to put them together for it.</summary>
/// <remarks>It merges on trial and runs nothing: whether a change builds and passes there is for checks on what <see cref="TryApplyAsync"/> gives. The fork is one that <see cref="IForkHistories"/> has brought here.</remarks>
public interface IUpstreamable
{
    /// <summary>Looks at the changes that a fork's branch has and the source has not.</summary>
    /// <param name="request">Which fork, and what it keeps for itself.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The changes, the oldest first, each with whether it could go and why not. Merges are left out.</returns>
    /// <exception cref="AoException">The fork or its branch is not here.</exception>
    ValueTask<IReadOnlyList<UpstreamableChange>> FindUpstreamableAsync(UpstreamableRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts changes of a fork onto the newest revision of the source's base branch, as copies that keep their authors and name where they came from. No branch moves.</summary>
    /// <param name="source">The project.</param>
    /// <param name="forkId">The fork.</param>
    /// <param name="revisions">The changes, the oldest first.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The newest revision of the copies, which can be checked out and published; or the paths in conflict. Repeating it gives the same revision while the source does not move.</returns>
    /// <exception cref="AoException">The fork or a revision is not here.</exception>
    ValueTask<TrialMerge> TryApplyAsync(ProjectSource source, string forkId, IReadOnlyList<string> revisions, CancellationToken cancellationToken = default);
}
