namespace Ao.Alignment;

/// <summary>The optional capability of a convergence detector to say what a change breaks for forks that depend on what it changes.</summary>
/// <remarks>It reads only the trees that it is given, and decides nothing.</remarks>
public interface IAlignmentChecker
{
    /// <summary>Gets the name and version of its rules, such as <c>alignment/1</c>: what was found by the same rules of the same revisions need not be looked for again, by whomever it was.</summary>
    string Rules { get; }

    /// <summary>Checks one change against other forks.</summary>
    /// <param name="request">The change, and the forks.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The alerts, the most telling first.</returns>
    ValueTask<IReadOnlyList<AlignmentAlert>> CheckAsync(AlignmentRequest request, CancellationToken cancellationToken = default);
}
