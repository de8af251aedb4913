using Ao.Consents;

namespace Ao.Ledger;

/// <summary>The ledgers for operators.</summary>
internal sealed class LedgerService(ILedgerBook book) : ILedgers
{
    public ForkKey? FindKey(ProjectId project) => book.KeyOf(project);

    public Task<IReadOnlyList<LedgerPublisher>> ListPublishersAsync(ProjectId project, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerEntry>> ReadAsync(ProjectId project, LedgerQuery? query = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerPreview>> PreviewAsync(ProjectId project, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<PlacePublication>> PublishAsync(ProjectId project, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken = default) => book.ExchangeAsync(project, cancellationToken);

    public Task<PlacePublication> ExportAsync(ProjectId project, string file, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<PeerExchange> ImportAsync(ProjectId project, string forkId, string location, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, string>> LookAsync(ProjectId project, string location, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<LedgerEntry> WithdrawAsync(ProjectId project, string recordId, string reason, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task SuspendAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task TrustAsync(ProjectId project, string forkId, string reason, Operator by, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ForkKey> RotateAsync(ProjectId project, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<LedgerEntry> RevokeAsync(ProjectId project, string reason, Operator by, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
