using Ao.Ledger.Bodies;

namespace Ao.Ledger;

/// <summary>The ledgers of projects.</summary>
internal sealed class LedgerBook(OwnLedgers own, LedgerExchange exchange, LedgerPublishing publishing, LedgerTransports transports, LedgerShelf shelf, LedgerKeyStore keyStore, LedgerProjection states) : ILedgerBook
{
    private const int ShownRefusals = 100;

    public Task<ForkKey> OpenAsync(ProjectId project, IdentityBody identity, CancellationToken cancellationToken) => own.OpenAsync(project, identity, cancellationToken);

    public ForkKey? KeyOf(ProjectId project) => keyStore.Find(project)?.Public;

    public async Task<LedgerEntry> AppendAsync(ProjectId project, string kind, ReadOnlyMemory<byte> body, string? sourceSession, CancellationToken cancellationToken) =>
        (await AppendAsync(project, [new LedgerDraft(kind, body, sourceSession)], cancellationToken).ConfigureAwait(false))[0];

    public Task<IReadOnlyList<LedgerEntry>> AppendAsync(ProjectId project, IReadOnlyList<LedgerDraft> drafts, CancellationToken cancellationToken) => own.AppendAsync(project, drafts, cancellationToken);

    public LedgerView View(ProjectId project)
    {
        var trusted = transports.PeersOf(project).Select(static peer => peer.ForkId).Append(keyStore.Find(project)?.ForkId).OfType<string>().Distinct(StringComparer.Ordinal);
        return new LedgerView(trusted
            .Where(forkId => states.Find(project, forkId)?.Suspended is null)
            .Select(forkId => shelf.Get(project, forkId))
            .Where(static kept => kept.IsLoaded)
            .ToDictionary(static kept => kept.ForkId, static kept => kept.View, StringComparer.Ordinal));
    }

    public async Task<LedgerView> LoadAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (transports.Find(project) is not null)
        {
            await own.LoadAsync(project, cancellationToken).ConfigureAwait(false);
            await Parallel.ForEachAsync(transports.PeersOf(project), cancellationToken, async (peer, token) => await exchange.LoadAsync(project, peer, token).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return View(project);
    }

    public IReadOnlyList<LedgerPublisher> Publishers(ProjectId project)
    {
        List<LedgerPublisher> publishers = [];
        if (keyStore.Find(project) is { } key)
        {
            publishers.Add(Describe(project, key.ForkId, project.Value, location: null) with { IsOwn = true, Fingerprint = key.Signer.Key.Fingerprint });
        }

        foreach (var peer in transports.PeersOf(project))
        {
            publishers.Add(peer.ForkId is null
                ? new LedgerPublisher { ForkId = "", Name = peer.Name, Location = peer.Location, Problem = peer.Problem }
                : Describe(project, peer.ForkId, peer.Name, peer.Location));
        }

        return publishers;
    }

    public Task<IReadOnlyList<PeerExchange>> FetchAsync(ProjectId project, CancellationToken cancellationToken)
    {
        transports.Get(project);
        return exchange.FetchAsync(project, cancellationToken);
    }

    public async Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var peers = await FetchAsync(project, cancellationToken).ConfigureAwait(false);
        return new ExchangeResult { Peers = peers, Places = await publishing.PublishAsync(project, cancellationToken).ConfigureAwait(false) };
    }

    private LedgerPublisher Describe(ProjectId project, string forkId, string name, string? location)
    {
        var (state, kept) = (states.Find(project, forkId), shelf.Get(project, forkId));
        return new LedgerPublisher
        {
            ForkId = forkId,
            Name = name,
            Location = location,
            Head = state?.Head,
            Commits = state?.Sequence ?? 0,
            Records = state?.Records ?? 0,
            RefusedCount = state?.Refused.Count ?? 0,
            Refused = [.. (state?.Refused ?? []).TakeLast(ShownRefusals)],
            HeldBack = state?.HeldBack,
            Suspended = state?.Suspended,
            Evidence = state?.Evidence ?? [],
            ReceivedAt = state?.ReceivedAt,
            ReachedAt = kept.ReachedAt,
            Problem = kept.Problem,
            Fingerprint = state?.Fingerprint,
        };
    }
}
