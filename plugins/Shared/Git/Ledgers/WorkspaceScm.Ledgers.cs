using Ao.Ledger;
using Ao.Scm;

namespace Ao.Git.Workspaces;

/// <content>Ledgers: every scm over git carries them.</content>
internal abstract partial class WorkspaceScm : ILedgerTransport
{
    public async ValueTask<string?> FindHeadAsync(ProjectSource source, string forkId, CancellationToken cancellationToken = default) =>
        (await parts.Ledgers.Repositories.OfAsync(source, cancellationToken).ConfigureAwait(false)).FindHead(Git.Ledgers.LedgerRefs.Require(forkId));

    public ValueTask<string> AppendAsync(LedgerAppend append, CancellationToken cancellationToken = default) => parts.Ledgers.Appending.AppendAsync(append, cancellationToken);

    public IAsyncEnumerable<LedgerCommit> ReadAsync(LedgerRead request, CancellationToken cancellationToken = default) => parts.Ledgers.Reading.ReadAsync(request, cancellationToken);

    public ValueTask<LedgerFetch> FetchLedgerAsync(LedgerFetchRequest request, CancellationToken cancellationToken = default) => parts.Ledgers.Fetching.FetchAsync(request, cancellationToken);

    public ValueTask<LedgerPush> PushLedgerAsync(LedgerPushRequest request, CancellationToken cancellationToken = default) => parts.Ledgers.Publishing.PushAsync(request, cancellationToken);

    public ValueTask<IReadOnlyDictionary<string, string>> ListLedgersAsync(ProjectSource source, string location, CancellationToken cancellationToken = default) => parts.Ledgers.Listing.ListAsync(source, location, cancellationToken);
}
