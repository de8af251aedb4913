using Ao.Ledger.Bodies;

namespace Ao.Ledger;

/// <summary>The ledgers of projects.</summary>
internal sealed class LedgerBook : ILedgerBook
{
    public Task<ForkKey> OpenAsync(ProjectId project, IdentityBody identity, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ForkKey? KeyOf(ProjectId project) => throw new NotSupportedException();

    public Task<LedgerEntry> AppendAsync(ProjectId project, string kind, ReadOnlyMemory<byte> body, string? sourceSession, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<LedgerEntry>> AppendAsync(ProjectId project, IReadOnlyList<LedgerDraft> drafts, CancellationToken cancellationToken) => throw new NotSupportedException();

    public LedgerView View(ProjectId project) => LedgerView.Empty;

    public Task<LedgerView> LoadAsync(ProjectId project, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IReadOnlyList<LedgerPublisher> Publishers(ProjectId project) => throw new NotSupportedException();

    public Task<ExchangeResult> ExchangeAsync(ProjectId project, CancellationToken cancellationToken) => throw new NotSupportedException();
}
