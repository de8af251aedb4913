using Ao.Scm;

namespace Ao.Ledger;

/// <summary>The optional capability of an scm to keep the chains of ledgers beside a project's source, and to carry them to and from other places.</summary>
/// <remarks>
/// It knows nothing of what is in a ledger and judges nothing: the host verifies what it reads. A chain has one writer, so that nothing is ever merged. The format is in docs/protocols/ledger.md.
/// Implementations are safe for concurrent use.
/// </remarks>
public interface ILedgerTransport
{
    /// <summary>Finds the newest commit of a chain that is kept here.</summary>
    /// <param name="source">The project.</param>
    /// <param name="forkId">The chain's publisher: 16 hexadecimal digits.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The commit, or <see langword="null"/> where nothing of the chain is here.</returns>
    ValueTask<string?> FindHeadAsync(ProjectSource source, string forkId, CancellationToken cancellationToken = default);

    /// <summary>Adds a commit to a chain that this host writes. Its content decides its id: added again, it is the same commit.</summary>
    /// <param name="append">What to add.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The new head.</returns>
    /// <exception cref="AoException">The chain's head is neither <see cref="LedgerAppend.Parent"/> nor this commit.</exception>
    ValueTask<string> AppendAsync(LedgerAppend append, CancellationToken cancellationToken = default);

    /// <summary>Reads the commits of a chain, the oldest first.</summary>
    /// <param name="request">Which commits.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The commits. The reading ends before a commit that exceeds the limits, and says so.</returns>
    IAsyncEnumerable<LedgerCommit> ReadAsync(LedgerRead request, CancellationToken cancellationToken = default);

    /// <summary>Brings a publisher's chain from another place. What was kept of it is never overwritten by something that does not build on it.</summary>
    /// <param name="request">Which chain, from where.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What came of it: expected outcomes are results, not exceptions.</returns>
    /// <exception cref="TransientException">The place cannot be reached at the moment.</exception>
    ValueTask<LedgerFetch> FetchLedgerAsync(LedgerFetchRequest request, CancellationToken cancellationToken = default);

    /// <summary>Brings this host's chain to another place, by a fast-forward and in no other way. Repeating it changes nothing.</summary>
    /// <param name="request">Which chain, to where.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>What came of it: expected outcomes are results, not exceptions.</returns>
    /// <exception cref="TransientException">The place cannot be reached at the moment.</exception>
    /// <exception cref="OutcomeUnknownException">The call broke off; bringing it again is harmless.</exception>
    ValueTask<LedgerPush> PushLedgerAsync(LedgerPushRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the publishers whose chains are at a place. It is a hint: nothing is fetched.</summary>
    /// <param name="source">The project.</param>
    /// <param name="location">The place.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The publishers with their heads, 1,000 at most.</returns>
    /// <exception cref="TransientException">The place cannot be reached at the moment.</exception>
    ValueTask<IReadOnlyDictionary<string, string>> ListLedgersAsync(ProjectSource source, string location, CancellationToken cancellationToken = default);
}
