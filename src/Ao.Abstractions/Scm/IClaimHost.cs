namespace Ao.Scm;

/// <summary>The optional capability of an scm to hold claims, by which hosts that share it agree on who works on what.</summary>
/// <remarks>Each change is atomic across processes and machines: of any number that claim one thing at the same moment, one is granted. Implementations are safe for concurrent use.</remarks>
public interface IClaimHost
{
    /// <summary>Lists the claims of a project.</summary>
    /// <param name="source">The project.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The claims, in the order of their resources.</returns>
    ValueTask<IReadOnlyList<WorkClaim>> ListClaimsAsync(ProjectSource source, CancellationToken cancellationToken = default);

    /// <summary>Reads the claim of one thing.</summary>
    /// <param name="source">The project.</param>
    /// <param name="resource">What is claimed.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The claim, or <see langword="null"/> where nobody holds it.</returns>
    ValueTask<WorkClaim?> FindClaimAsync(ProjectSource source, string resource, CancellationToken cancellationToken = default);

    /// <summary>Claims something if it is free or, for a take-over, if exactly that claim stands. Claiming again under the same key gives the claim that it made.</summary>
    /// <param name="request">What to claim, and for whom.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>Granted, or who holds it: expected outcomes are results, not exceptions.</returns>
    /// <exception cref="AoException">The request does not keep its limits.</exception>
    ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken = default);

    /// <summary>Gives a claim up, if exactly that claim stands. Another's is not touched.</summary>
    /// <param name="source">The project.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when that claim does not stand any more.</returns>
    ValueTask ReleaseClaimAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken = default);
}
