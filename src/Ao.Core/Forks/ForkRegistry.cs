using Ao.Configuration;
using Ao.Ledger;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Has forks find each other: a fork leaves its ledger, which begins with its signed identity, at its upstream's place, and the upstream sees who has.</summary>
internal sealed class ForkRegistry(ProjectCatalog projects, ForkPeers peers, ForkDesk desk, ForkProjection forks, ForkIdentityDesk identities, ILedgers ledgers, ILedgerBook book, OwnLedgers own, LedgerPublishing publishing)
{
    private const int MaxCandidates = 1_000;
    private const int MaxReason = 500;

    /// <summary>Publishes who the project is: at the upstream's place, as a reference or else as a branch, and at the project's own where the upstream takes neither.</summary>
    public async Task<ForkRegistration> RegisterAsync(ProjectId id, CancellationToken cancellationToken)
    {
        await identities.DeclareAsync(id, cancellationToken).ConfigureAwait(false);
        var project = projects.Get(id);
        var kept = await own.LoadAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new AoException($"Project '{id}' has no ledger of its own yet. Declare it first.");
        string? reason = null;
        foreach (var (location, form) in PlacesOf(project))
        {
            var publication = await publishing.PublishAsync(id, kept, new LedgerPlaceOptions { Location = location, Form = form }, cancellationToken).ConfigureAwait(false);
            if (publication.Problem is null)
            {
                return await NoteAsync(id, new ForkFacts.Registered(location, location == project.Options.Fork.Upstream, reason), cancellationToken).ConfigureAwait(false);
            }

            if (publication.IsTransient)
            {
                throw new TransientException($"Project '{id}' could not be registered at '{Printable.Quote(location)}': {publication.Problem}");
            }

            reason ??= ShortText.Clean(Printable.Line(publication.Problem), MaxReason);
        }

        throw new AoException($"Project '{id}' could not be registered anywhere: {reason} Publish its ledger to a place that takes it, with Ledger:Places.");
    }

    /// <summary>Lists those who have left a ledger at the project's own place or its upstream's, and are not known. Nothing of them is fetched.</summary>
    public async Task<IReadOnlyList<ForkCandidate>> ListCandidatesAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        if (project.Options.Fork.Name is null)
        {
            throw new AoException($"Project '{id}' is not declared as a fork. Give it a Fork:Name in the configuration.");
        }

        var known = peers.AllOf(id).Select(static peer => peer.ForkId).Append(book.KeyOf(id)?.ForkId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var candidates = new Dictionary<string, ForkCandidate>(StringComparer.Ordinal);
        foreach (var place in new[] { project.Source.Location, project.Options.Fork.Upstream }.OfType<string>())
        {
            foreach (var (forkId, head) in await ledgers.LookAsync(id, place, cancellationToken).ConfigureAwait(false))
            {
                if (!known.Contains(forkId) && candidates.Count < MaxCandidates)
                {
                    candidates.TryAdd(forkId, new ForkCandidate(forkId, place, head));
                }
            }
        }

        return [.. candidates.Values.OrderBy(static candidate => candidate.ForkId, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Location, LedgerForm Form)> PlacesOf(Project project)
    {
        foreach (var location in new[] { project.Options.Fork.Upstream, project.Source.Location }.OfType<string>())
        {
            yield return (location, LedgerForm.Reference);
            yield return (location, LedgerForm.Branch);
        }
    }

    private async Task<ForkRegistration> NoteAsync(ProjectId id, ForkFacts.Registered registered, CancellationToken cancellationToken)
    {
        if (forks.Find(id, ForkNames.Self)?.Registration != registered)
        {
            await desk.NoteAsync(id, ForkNames.Self, registered, cancellationToken).ConfigureAwait(false);
        }

        var state = forks.Find(id, ForkNames.Self)!;
        return new ForkRegistration(registered.Location, registered.IsUpstream, state.RegisteredAt!.Value, registered.Reason);
    }
}
