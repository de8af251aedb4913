using System.Globalization;
using Ao.Configuration;
using Ao.Consents;
using Ao.Effects;
using Ao.Ledger;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Has forks find each other: a fork leaves its ledger, which begins with its signed identity, at its upstream's place, and the upstream sees who has.</summary>
internal sealed class ForkRegistry(ProjectCatalog projects, ForkPeers peers, ForkDesk desk, ForkProjection forks, ForkIdentityDesk identities, ILedgers ledgers, ILedgerBook book, OwnLedgers own, LedgerPublishing publishing, LedgerRegistering registering, OperatorGuard operators, OperationKeys keys)
{
    private const int MaxCandidates = 1_000;
    private const int MaxReason = 500;

    /// <summary>Leaves the project's ledger in the upstream's repository after consent, and at the project's own place where the upstream takes none.</summary>
    public async Task<ForkRegistration> RegisterAsync(ProjectId id, CancellationToken cancellationToken)
    {
        await identities.DeclareAsync(id, cancellationToken).ConfigureAwait(false);
        var project = projects.Get(id);
        var kept = await own.LoadAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new AoException($"Project '{id}' has no ledger of its own yet. Declare it first.");
        var upstream = project.Options.Fork.Upstream;
        if (forks.Find(id, ForkNames.Self)?.Registration is { } registered && registered.Location == (upstream ?? project.Source.Location))
        {
            // It was agreed to when it was registered; what is new is brought.
            return await PublishAsync(id, kept, registered.Location, registered.Form, cancellationToken).ConfigureAwait(false) is { } problem
                ? throw NotRegistered(id, problem)
                : await NoteAsync(id, registered, cancellationToken).ConfigureAwait(false);
        }

        string? reason = null;
        if (upstream is not null)
        {
            var number = forks.Find(id, ForkNames.Self)?.Registrations ?? 0;
            var outcome = await registering.RegisterAsync(id, kept, upstream, keys.Of(id, string.Create(CultureInfo.InvariantCulture, $"fork-registration/{number}/{OperationKeys.Part(upstream)}")), cancellationToken).ConfigureAwait(false);
            switch (outcome.Status)
            {
                case EffectStatus.Succeeded:
                    var form = outcome.Value?.Form ?? LedgerForm.Reference;
                    var registration = await NoteAsync(id, new ForkFacts.Registered(upstream, IsUpstream: true, Reason: null, form), cancellationToken).ConfigureAwait(false);
                    if (outcome.Value?.Head != kept.Chain.Head)
                    {
                        // The ledger went on while the person thought. What stands in the way here is tried again with the next record.
                        await PublishAsync(id, kept, upstream, form, cancellationToken).ConfigureAwait(false);
                    }

                    return registration;
                case EffectStatus.Unknown:
                    throw new OutcomeUnknownException($"It is not known whether project '{id}' is registered at '{Printable.Quote(upstream)}': {outcome.Reason}");
                case EffectStatus.Failed when outcome.IsTransient:
                    throw outcome.Transient($"Project '{id}' could not be registered at '{Printable.Quote(upstream)}'.");
                case EffectStatus.Failed:
                    reason = ShortText.Clean(Printable.Line(outcome.Reason), MaxReason);
                    break;
                default:
                    // Who says no to the upstream has not said yes to another place.
                    throw new AoException($"Project '{id}' was not registered at '{Printable.Quote(upstream)}', and nothing was left there: {outcome.Reason}");
            }
        }

        foreach (var lying in LedgerRegistering.Forms)
        {
            if (await PublishAsync(id, kept, project.Source.Location, lying, cancellationToken).ConfigureAwait(false) is not { } problem)
            {
                return await NoteAsync(id, new ForkFacts.Registered(project.Source.Location, IsUpstream: false, reason, lying), cancellationToken).ConfigureAwait(false);
            }

            reason ??= problem;
        }

        throw NotRegistered(id, reason!);
    }

    /// <summary>Ends the registration. Nothing more is brought there.</summary>
    public async Task<ForkRegistration> UnregisterAsync(ProjectId id, Operator by, CancellationToken cancellationToken)
    {
        var person = operators.Check(by);
        projects.Get(id);
        if (forks.Find(id, ForkNames.Self) is not { Registration: { } registered, RegisteredAt: { } at } state)
        {
            throw new AoException($"Project '{id}' is registered nowhere, so that there is nothing to end.");
        }

        await desk.NoteAsync(id, ForkNames.Self, new ForkFacts.Unregistered(person), cancellationToken).ConfigureAwait(false);
        var name = registered.Form == LedgerForm.Branch ? "the branch ao-ledger/" : "the reference refs/ao/ledger/";
        return new ForkRegistration(registered.Location, registered.IsUpstream, at, registered.Reason)
        {
            Remains = $"What lies at '{Printable.Quote(registered.Location)}' stays there unless those who keep that repository delete {name}{state.Declaration?.ForkId}. Copies that others have fetched stay theirs.",
        };
    }

    /// <summary>Lists those who have left a ledger at the project's own place or its upstream's, and are not known. Nothing of them is fetched.</summary>
    public async Task<IReadOnlyList<ForkCandidate>> ListCandidatesAsync(ProjectId id, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        ForkTerms.NameOf(project);
        var known = KnownIdsOf(id);
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

    /// <summary>Gives the ids of those that a project knows, its own among them.</summary>
    public IReadOnlySet<string> KnownIdsOf(ProjectId id) => peers.AllOf(id).Select(static peer => peer.ForkId).Append(book.KeyOf(id)?.ForkId).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <returns>Why it could not be brought there; <see langword="null"/> where it was.</returns>
    private async Task<string?> PublishAsync(ProjectId id, KeptLedger kept, string location, LedgerForm form, CancellationToken cancellationToken)
    {
        var publication = await publishing.PublishAsync(id, kept, new LedgerPlaceOptions { Location = location, Form = form }, cancellationToken).ConfigureAwait(false);
        return publication is { Problem: { } problem, IsTransient: true }
            ? throw new TransientException($"Project '{id}' could not be registered at '{Printable.Quote(location)}': {problem}")
            : publication.Problem is null ? null : ShortText.Clean(Printable.Line(publication.Problem), MaxReason);
    }

    private static AoException NotRegistered(ProjectId id, string reason) => new($"Project '{id}' could not be registered anywhere: {reason} Publish its ledger to a place that takes it, with Ledger:Places.");

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
