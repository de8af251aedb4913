using Ao.Consents;
using Ao.Journal;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Ledger;

/// <summary>The ledgers for operators.</summary>
internal sealed class LedgerService(LedgerBook book, LedgerLinks links, OwnLedgers own, LedgerExchange exchange, LedgerTaker taker, LedgerPublishing publishing, LedgerTransports transports, LedgerProjection states, FactLog log) : ILedgers
{
    public ForkKey? FindKey(ProjectId project)
    {
        transports.ProjectOf(project);
        return book.KeyOf(project);
    }

    public async Task<IReadOnlyList<LedgerPublisher>> ListPublishersAsync(ProjectId project, CancellationToken cancellationToken = default)
    {
        await book.LoadAsync(project, cancellationToken).ConfigureAwait(false);
        return book.Publishers(project);
    }

    public async Task<IReadOnlyList<LedgerEntry>> ReadAsync(ProjectId project, LedgerQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new LedgerQuery();
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Most, 1);
        var view = await book.LoadAsync(project, cancellationToken).ConfigureAwait(false);
        return [.. view.All
            .Where(entry => (query.Publisher is null || entry.Publisher == query.Publisher) && (query.Kind is null || entry.Kind == query.Kind) && (query.IncludesPast || entry.Stands))
            .TakeLast(query.Most)];
    }

    public Task<IReadOnlyList<LedgerPreview>> PreviewAsync(ProjectId project, CancellationToken cancellationToken = default) => publishing.PreviewAsync(project, cancellationToken);

    public Task<IReadOnlyList<PlacePublication>> PublishAsync(ProjectId project, CancellationToken cancellationToken = default) => publishing.PublishAsync(project, cancellationToken);

    public Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken = default) => book.ExchangeAsync(project, cancellationToken);

    public async Task<PlacePublication> ExportAsync(ProjectId project, string file, CancellationToken cancellationToken = default)
    {
        if (string.IsNullOrWhiteSpace(file) || !Path.IsPathFullyQualified(file) || file.Any(char.IsControl))
        {
            throw new AoException($"'{Printable.Quote(file)}' is no full path of a file. Name the bundle to write, such as /media/usb/ledger.bundle.");
        }

        var kept = await own.LoadAsync(project, cancellationToken).ConfigureAwait(false);
        return kept is { Chain.Head: not null }
            ? await publishing.ExportAsync(project, kept, Path.GetFullPath(file), cancellationToken).ConfigureAwait(false)
            : throw new AoException($"Project '{project}' has no ledger of its own to export. Declare it as a fork: set Fork:Name.");
    }

    public Task<PeerExchange> ImportAsync(ProjectId project, string forkId, string location, CancellationToken cancellationToken = default)
    {
        CheckLocation(location);
        return exchange.FetchAsync(project, PeerOf(project, forkId), location, isImport: true, cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, string>> LookAsync(ProjectId project, string location, CancellationToken cancellationToken = default)
    {
        CheckLocation(location);
        var found = await transports.Get(project).ListLedgersAsync(transports.ProjectOf(project).Source, location, cancellationToken).ConfigureAwait(false);
        return found.Where(static publisher => LedgerFormat.IsForkId(publisher.Key)).ToDictionary(static publisher => publisher.Key, static publisher => Printable.Quote(publisher.Value), StringComparer.Ordinal);
    }

    public async Task<LedgerEntry> WithdrawAsync(ProjectId project, string recordId, string reason, CancellationToken cancellationToken = default)
    {
        var why = CheckReason(reason);
        if (await own.LoadAsync(project, cancellationToken).ConfigureAwait(false) is not { } kept || kept.View.Find(recordId ?? "") is not { } record)
        {
            throw new AoException($"The own ledger of project '{project}' has no record '{Printable.Quote(recordId ?? "")}'. List the records and use an id from there.");
        }

        return record.Kind is LedgerKinds.Identity or LedgerKinds.Withdraw
            ? throw new AoException($"A record of the kind '{record.Kind}' cannot be taken back. {(record.Kind == LedgerKinds.Identity ? "Declare the fork anew, or revoke its key." : "Publish what it took back anew.")}")
            : await book.AppendAsync(project, LedgerKinds.Withdraw, LedgerBody.Write(new WithdrawBody { Record = record.Id, Reason = why }, LedgerBodiesJson.Default.WithdrawBody), null, cancellationToken).ConfigureAwait(false);
    }

    public Task<LedgerEntry> LinkAsync(ProjectId project, LedgerLink link, Operator by, CancellationToken cancellationToken = default)
    {
        transports.ProjectOf(project);
        OperatorName.Check(by);
        return links.AddAsync(project, link, cancellationToken);
    }

    public async Task SuspendAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken = default)
    {
        var (person, why, peer) = (OperatorName.Check(by), CheckReason(reason), PeerOf(project, forkId));
        if (states.Find(project, peer.ForkId!)?.Suspended is null)
        {
            await log.AppendAsync(LedgerFactKinds.StreamOf(project, peer.ForkId!), expectedVersion: null, [new LedgerFacts.Suspended(why, [], person)], cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task TrustAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken = default)
    {
        var (person, why, peer) = (OperatorName.Check(by), CheckReason(reason), PeerOf(project, forkId));
        await taker.TrustAsync(project, peer.ForkId!, why, person, cancellationToken).ConfigureAwait(false);
    }

    public Task<ForkKey> RotateAsync(ProjectId project, CancellationToken cancellationToken = default) => own.RotateAsync(project, cancellationToken);

    public Task<LedgerEntry> RevokeAsync(ProjectId project, string reason, Operator by, CancellationToken cancellationToken = default)
    {
        OperatorName.Check(by);
        return own.RevokeAsync(project, CheckReason(reason), cancellationToken);
    }

    private LedgerPeer PeerOf(ProjectId project, string forkId) =>
        transports.PeersOf(project).FirstOrDefault(peer => peer.ForkId is not null && peer.ForkId == forkId)
        ?? throw new AoException($"The configuration of project '{project}' pins no peer '{Printable.Quote(forkId ?? "")}'. Add it to Fork:Peers with its ForkId and PublicKey.");

    private static string CheckReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) ? throw new AoException("No reason is given. Say why: people read it later.") : OperatorName.Shorten(reason, OperatorName.MaxReasonLength)!;

    private static void CheckLocation(string location)
    {
        if (string.IsNullOrWhiteSpace(location) || location.StartsWith('-') || location.Any(char.IsControl))
        {
            throw new AoException($"'{Printable.Quote(location)}' is no place. Name a folder, an address, or a bundle file.");
        }
    }
}
