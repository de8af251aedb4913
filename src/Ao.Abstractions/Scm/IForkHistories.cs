using Ao.Convergence;

namespace Ao.Scm;

/// <summary>The optional capability of an scm to read the plain histories of forks. They are brought into Ao's own repository, apart from all branches, and never merged.</summary>
/// <remarks>Nothing of a fork's configuration or hooks runs. Implementations are safe for concurrent use.</remarks>
public interface IForkHistories
{
    /// <summary>Brings the branches of a fork up to date.</summary>
    /// <param name="request">Which fork, and where it is.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The fork's branches as they are now.</returns>
    /// <exception cref="TransientException">The fork cannot be reached at the moment.</exception>
    /// <exception cref="AoException">There is no repository, or it is larger than is taken.</exception>
    ValueTask<ForkBranches> FetchForkAsync(ForkFetchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Compares a fork's branch with the branch of the same name of the project's source, or with the source's base branch where it has none, by what was brought here.</summary>
    /// <param name="source">The project.</param>
    /// <param name="forkId">The fork.</param>
    /// <param name="branch">The fork's branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>How they are related.</returns>
    /// <exception cref="AoException">The fork or the branch is not here: it was not fetched, or has no such branch.</exception>
    ValueTask<ForkKinship> CompareForkAsync(ProjectSource source, string forkId, string branch, CancellationToken cancellationToken = default);

    /// <summary>Reads the changes that a fork's branch has and no branch of the project's source has, the oldest first. Merges are left out.</summary>
    /// <param name="request">Which changes.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The changes. A merge of the source's own is none.</returns>
    IAsyncEnumerable<ForkChange> ReadChangesAsync(ForkChangesRequest request, CancellationToken cancellationToken = default);
}
