using System.Text;
using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Ledger.Protocol;

namespace Ao.Core.Tests.Convergence;

/// <summary>A ledger without signatures and files, which outlives engines. What is exchanged lies in a dictionary that hosts share.</summary>
internal sealed class FakeBook(string forkId, Dictionary<string, IReadOnlyList<LedgerEntry>> place, params IReadOnlyList<string> peers) : ILedgerBook
{
    private readonly Lock _lock = new();
    private readonly List<LedgerEntry> _own = [];
    private readonly Dictionary<string, IReadOnlyList<LedgerEntry>> _fetched = new(StringComparer.Ordinal);

    /// <summary>Gets the records of this host.</summary>
    public IReadOnlyList<LedgerEntry> Own
    {
        get
        {
            lock (_lock)
            {
                return [.. _own];
            }
        }
    }

    public bool HasKey { get; set; } = true;

    public Exception? Fault { get; set; }

    public Task<ForkKey> OpenAsync(ProjectId project, IdentityBody identity, CancellationToken cancellationToken) => Task.FromResult(KeyOf(project)!);

    public ForkKey? KeyOf(ProjectId project) => HasKey ? new ForkKey { ForkId = forkId, PublicKey = Encoding.UTF8.GetBytes(forkId), AllowedSigner = forkId } : null;

    public Task<LedgerEntry> AppendAsync(ProjectId project, string kind, ReadOnlyMemory<byte> body, string? sourceSession, CancellationToken cancellationToken) =>
        Fault is { } fault ? throw fault : Task.FromResult(Append(kind, body, sourceSession));

    public Task<IReadOnlyList<LedgerEntry>> AppendAsync(ProjectId project, IReadOnlyList<LedgerDraft> drafts, CancellationToken cancellationToken) =>
        Fault is { } fault ? throw fault : Task.FromResult<IReadOnlyList<LedgerEntry>>([.. drafts.Select(draft => Append(draft.Kind, draft.Body, draft.SourceSession))]);

    public LedgerView View(ProjectId project)
    {
        lock (_lock)
        {
            var publishers = _fetched.ToDictionary(static peer => peer.Key, static peer => PublisherView.Of(peer.Value), StringComparer.Ordinal);
            publishers[forkId] = PublisherView.Of(_own);
            return new LedgerView(publishers);
        }
    }

    public Task<LedgerView> LoadAsync(ProjectId project, CancellationToken cancellationToken) => Task.FromResult(View(project));

    public IReadOnlyList<LedgerPublisher> Publishers(ProjectId project) => [];

    public Task<IReadOnlyList<PeerExchange>> FetchAsync(ProjectId project, CancellationToken cancellationToken)
    {
        Exchange();
        return Task.FromResult<IReadOnlyList<PeerExchange>>([]);
    }

    public Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken)
    {
        Exchange();
        return Task.FromResult(new ExchangeResult { Peers = [], Places = [] });
    }

    public void Exchange()
    {
        lock (_lock)
        {
            place[forkId] = [.. _own];
            foreach (var peer in peers.Where(place.ContainsKey))
            {
                _fetched[peer] = place[peer];
            }
        }
    }

    /// <summary>Adds a record as its publisher, which need not be this host.</summary>
    public LedgerEntry Append(string kind, ReadOnlyMemory<byte> body, string? sourceSession = null)
    {
        lock (_lock)
        {
            // As the ledger does it: what stands is not said twice, and what was replaced may be said again.
            var view = PublisherView.Of(_own);
            if (_own.FindLast(entry => entry.Kind == kind && entry.Body.Span.SequenceEqual(body.Span) && view.Find(entry.Id)!.Stands) is { } known)
            {
                return known;
            }

            var payload = new LedgerPayload
            {
                Publisher = forkId,
                Clock = 1 + _own.Concat(_fetched.Values.SelectMany(static entries => entries)).Select(static one => one.Clock).DefaultIfEmpty().Max(),
                Time = DateTimeOffset.UnixEpoch,
                Family = "",
                SourceSession = sourceSession,
                Body = body,
            }.Write();
            var entry = LedgerPayload.Parse(payload)!.ToEntry(LedgerPayload.IdOf([.. payload, .. Encoding.UTF8.GetBytes(kind)]), kind, 1);
            _own.Add(entry);
            return entry;
        }
    }
}
