using Ao.Consents;

namespace Ao.Ledger;

/// <summary>The ledgers of projects: what this host publishes of them, and what it has taken of the peers that the configuration pins.</summary>
/// <remarks>
/// A record is its publisher's word: it is kept, shown and weighed, and starts nothing. Nobody is followed who is not pinned by id and key.
/// Safe for concurrent use. What a call has returned is durable. The protocol is in docs/protocols/ledger.md.
/// </remarks>
public interface ILedgers
{
    /// <summary>Gives the key of a project's own ledger: what others pin.</summary>
    /// <param name="project">The project.</param>
    /// <returns>The key, or <see langword="null"/> where the project is not declared as a fork.</returns>
    /// <exception cref="AoException">There is no such project, or the key cannot be read.</exception>
    ForkKey? FindKey(ProjectId project);

    /// <summary>Lists the publishers of a project: its own ledger first, then each pinned peer, with what was taken and refused of it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The publishers.</returns>
    /// <exception cref="AoException">There is no such project, or a ledger cannot be read.</exception>
    Task<IReadOnlyList<LedgerPublisher>> ListPublishersAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Gives records of the project's own ledger and of the peers that are trusted.</summary>
    /// <param name="project">The project.</param>
    /// <param name="query">Which records; <see langword="null"/> for all that stand.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The records, the oldest first.</returns>
    /// <exception cref="AoException">There is no such project, or a ledger cannot be read.</exception>
    Task<IReadOnlyList<LedgerEntry>> ReadAsync(ProjectId project, LedgerQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Shows what publishing would bring to each configured place, without doing it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>What is not there yet, a place each.</returns>
    /// <exception cref="AoException">There is no such project, or its ledger cannot be read.</exception>
    Task<IReadOnlyList<LedgerPreview>> PreviewAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Publishes the project's own ledger to the configured places, once a person has consented where the project asks for that.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting. A question stays, and its answer is taken up by the next call.</param>
    /// <returns>What came of each place.</returns>
    /// <exception cref="AoException">There is no such project, or its ledger cannot be read.</exception>
    Task<IReadOnlyList<PlacePublication>> PublishAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Fetches and verifies what all pinned peers have published, and publishes the project's own ledger.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>What came of each peer and place.</returns>
    /// <exception cref="AoException">There is no such project, or a ledger cannot be read.</exception>
    Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Writes the project's own ledger to a bundle file that can be carried anywhere, once a person has consented where the project asks for that.</summary>
    /// <param name="project">The project.</param>
    /// <param name="file">The file to write, by its full path.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="AoException">There is no such project or ledger, or the path is not a full one.</exception>
    Task<PlacePublication> ExportAsync(ProjectId project, string file, CancellationToken cancellationToken = default);

    /// <summary>Takes what a pinned peer has published from a bundle file, or any other place, as if it had been fetched from the peer.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The peer.</param>
    /// <param name="location">The bundle file, folder or address.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>What was taken. An older state than the one that is kept brings nothing and harms nothing.</returns>
    /// <exception cref="AoException">There is no such project, or the configuration pins no such peer.</exception>
    Task<PeerExchange> ImportAsync(ProjectId project, string forkId, string location, CancellationToken cancellationToken = default);

    /// <summary>Lists the publishers whose ledgers lie at a place. They are hints for a person who wants to pin one: nothing is fetched.</summary>
    /// <param name="project">The project.</param>
    /// <param name="location">The place.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The publishers, each with its newest commit.</returns>
    /// <exception cref="AoException">There is no such project, or the place cannot be read.</exception>
    Task<IReadOnlyDictionary<string, string>> LookAsync(ProjectId project, string location, CancellationToken cancellationToken = default);

    /// <summary>Takes back a record of the project's own ledger. It stays in the chain and does not count any more.</summary>
    /// <param name="project">The project.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="reason">Why; others read it.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The record that says so.</returns>
    /// <exception cref="AoException">There is no such project, or no such record of its own.</exception>
    Task<LedgerEntry> WithdrawAsync(ProjectId project, string recordId, string reason, CancellationToken cancellationToken = default);

    /// <summary>Says how two records or changes are related, in the project's own ledger. It goes to others with the ledger, once a person has consented where the project asks for that, and can be withdrawn. That one was ported from the other has them counted once; that one supersedes another has it stand in its place.</summary>
    /// <param name="project">The project.</param>
    /// <param name="link">What is said.</param>
    /// <param name="by">The operator who says it. They are not named in the record.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The record that says so. The same again is the same record.</returns>
    /// <exception cref="AoException">There is no such project or ledger, no operator is named, or it cannot be said of these two.</exception>
    Task<LedgerEntry> LinkAsync(ProjectId project, LedgerLink link, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Stops trusting a peer: its records do not count, and nothing more is fetched of it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The peer.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The operator who decides.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="AoException">There is no such project or peer, or no operator is named.</exception>
    Task SuspendAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Trusts a suspended peer again, as far as its ledger is kept here. What it has shown beside that stays as evidence and is not taken.</summary>
    /// <param name="project">The project.</param>
    /// <param name="forkId">The peer.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">The operator who decides.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="AoException">There is no such project or peer, or no operator is named.</exception>
    Task TrustAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken = default);

    /// <summary>Changes the key of the project's own ledger. The record that says so is signed by the old key and the new one; the publisher's id stays.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The new key.</returns>
    /// <exception cref="AoException">The project has no ledger of its own, or it was revoked.</exception>
    Task<ForkKey> RotateAsync(ProjectId project, CancellationToken cancellationToken = default);

    /// <summary>Ends the project's own ledger: nothing that its key signs after this record counts. To be used where the key may have got into other hands.</summary>
    /// <param name="project">The project.</param>
    /// <param name="reason">Why; others read it.</param>
    /// <param name="by">The operator who decides.</param>
    /// <param name="cancellationToken">The token that cancels the call.</param>
    /// <returns>The record that says so.</returns>
    /// <exception cref="AoException">The project has no ledger of its own, or no operator is named.</exception>
    Task<LedgerEntry> RevokeAsync(ProjectId project, string reason, Operator by, CancellationToken cancellationToken = default);
}
