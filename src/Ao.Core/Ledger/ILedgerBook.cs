using Ao.Ledger.Bodies;

namespace Ao.Ledger;

/// <summary>The ledgers of projects, for the parts of the engine: this host's own chains, and what was taken of peers.</summary>
/// <remarks>What changes is written to the journal as facts of the streams <c>ledger/&lt;project&gt;/&lt;fork id&gt;</c>, which projections and stages see.</remarks>
internal interface ILedgerBook
{
    /// <summary>Opens a project's own ledger: makes its key where there is none, and its identity record where that has changed. Repeating it changes nothing.</summary>
    /// <exception cref="AoException">The scm keeps no ledgers, or the ledger cannot be read or written.</exception>
    Task<ForkKey> OpenAsync(ProjectId project, IdentityBody identity, CancellationToken cancellationToken);

    /// <summary>Gives the key of a project's own ledger; <see langword="null"/> where there is none.</summary>
    ForkKey? KeyOf(ProjectId project);

    /// <summary>Adds a record to a project's own ledger. It is durable when this returns, and published later. The same content again is the same record.</summary>
    /// <exception cref="AoException">The ledger was not opened, or the record does not keep the limits.</exception>
    Task<LedgerEntry> AppendAsync(ProjectId project, string kind, ReadOnlyMemory<byte> body, string? sourceSession, CancellationToken cancellationToken);

    /// <summary>Adds records, up to 100 in a commit.</summary>
    Task<IReadOnlyList<LedgerEntry>> AppendAsync(ProjectId project, IReadOnlyList<LedgerDraft> drafts, CancellationToken cancellationToken);

    /// <summary>Gives the records of a project's ledgers, as far as they have been read. <see cref="LoadAsync"/> reads the rest.</summary>
    LedgerView View(ProjectId project);

    /// <summary>Reads a project's ledgers, once, and gives their records.</summary>
    Task<LedgerView> LoadAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Gives what is known of the publishers of a project: of the own ledger first, then of each pinned peer.</summary>
    IReadOnlyList<LedgerPublisher> Publishers(ProjectId project);

    /// <summary>Fetches and verifies what all pinned peers have published. Nothing is published.</summary>
    Task<IReadOnlyList<PeerExchange>> FetchAsync(ProjectId project, CancellationToken cancellationToken);

    /// <summary>Fetches and verifies what all pinned peers have published, and publishes the own ledger.</summary>
    Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken);
}
