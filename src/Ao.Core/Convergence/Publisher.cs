using System.Collections.Concurrent;
using Ao.Ledger;
using Ao.Projects;

namespace Ao.Convergence;

/// <summary>Puts into the ledgers what projects publish. What was put in and not written down, because the host died in between, is put in again and is the same record.</summary>
internal sealed class Publisher(ConvergenceContext context, PublicationBuilder builder, FindingSteps steps) : IDisposable
{
    private const int MaxInOne = 100;
    private readonly ConcurrentDictionary<ProjectId, SemaphoreSlim> _turns = new();

    public Task<Publication> PreviewAsync(Project project, CancellationToken cancellationToken) => builder.BuildAsync(project, cancellationToken);

    /// <summary>Publishes. A project without a ledger publishes nothing.</summary>
    public async Task<Publication> PublishAsync(Project project, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(project.Id, static _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var publication = await builder.BuildAsync(project, cancellationToken).ConfigureAwait(false);
            foreach (var part in publication.Drafts.Where(static draft => draft.Draft.Kind is not (LedgerKinds.Pattern or LedgerKinds.Adopt or LedgerKinds.Decline)).Chunk(MaxInOne))
            {
                var entries = await context.Book.AppendAsync(project.Id, [.. part.Select(static draft => draft.Draft)], cancellationToken).ConfigureAwait(false);
                for (var index = 0; index < part.Length; index++)
                {
                    // What was declared, and read of others, is asked of the ledger itself.
                    if (part[index].Draft.Kind is LedgerKinds.Report or LedgerKinds.Change)
                    {
                        await context.RecordAsync(project.Id, new PublicationAdded(part[index].Draft.Kind, part[index].Subject, entries[index].Id), cancellationToken).ConfigureAwait(false);
                    }
                }
            }

            foreach (var state in context.Findings.Of(project.Id).Where(static state => state.Proposed is not null || state.Decided is not null).ToList())
            {
                await steps.SettleAsync(project.Id, state.Id, cancellationToken).ConfigureAwait(false);
            }

            return publication;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        foreach (var turn in _turns.Values)
        {
            turn.Dispose();
        }
    }
}
