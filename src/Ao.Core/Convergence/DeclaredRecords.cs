using Ao.Ledger;
using Ao.Projects;

namespace Ao.Convergence;

/// <summary>Makes the records by which a project says what it relies on, what it has taken from whom, and whom it follows. What was said is asked of the ledger itself, so that what a crash came between is said once.</summary>
internal sealed class DeclaredRecords(ConvergenceContext context, DependencyRecords dependencies, PortedRecords ported, PeerRecords peers)
{
    /// <summary>Adds what is not in the ledger yet, and what is not to be there any more.</summary>
    public async Task AddAsync(Project project, List<RedactedDraft> records, List<LeftOutRecord> leftOut, CancellationToken cancellationToken)
    {
        var publish = project.Options.Convergence.Publish;
        IReadOnlyList<LedgerEntry> own = [];
        if ((publish.Dependencies || publish.Links || publish.Peers) && context.Book.KeyOf(project.Id) is { } key)
        {
            var view = await context.Book.LoadAsync(project.Id, cancellationToken).ConfigureAwait(false);
            own = view.Publishers.TryGetValue(key.ForkId, out var publisher) ? publisher.Entries : [];
        }

        dependencies.Add(project, own, records, leftOut);
        ported.Add(project, own, records, leftOut);
        peers.Add(project, own, records);
    }
}
