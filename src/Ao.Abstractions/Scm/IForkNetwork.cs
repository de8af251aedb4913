namespace Ao.Scm;

/// <summary>The optional capability of an scm to tell of the forks of a source, how far they are apart, and to bring one up to its upstream.</summary>
public interface IForkNetwork
{
    /// <summary>Lists the forks of a project's source that the implementation knows of, newest first.</summary>
    /// <param name="source">The project.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The forks.</returns>
    ValueTask<IReadOnlyList<Fork>> ListForksAsync(ProjectSource source, CancellationToken cancellationToken = default);

    /// <summary>Compares a branch of a fork with the same branch of the source.</summary>
    /// <param name="source">The project.</param>
    /// <param name="fork">The fork.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>How far they are apart.</returns>
    /// <exception cref="AoException">The fork or the branch is not there, or they have no history in common.</exception>
    ValueTask<ForkDivergence> GetDivergenceAsync(ProjectSource source, Fork fork, string branch, CancellationToken cancellationToken = default);

    /// <summary>Brings a branch of a fork up to the same branch of the source, by a fast-forward and in no other way. Repeating it changes nothing while the source does not move.</summary>
    /// <param name="request">Which branch of which fork.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What became of it: expected outcomes are results, not exceptions.</returns>
    ValueTask<ForkSyncResult> SyncForkAsync(ForkSyncRequest request, CancellationToken cancellationToken = default);
}
