using Ao.Ledger;
using Ao.Ledger.Bodies;
using Ao.Projects;

namespace Ao.Forks;

/// <summary>Tells who forks are that nobody has decided about: candidates by their own ledgers, and those whom pinned forks mention.</summary>
internal sealed class ForkIntroductions(ProjectCatalog projects, ForkPeers peers, ForkRegistry registry, ForkProjection forks, LedgerTransports transports, ILedgerBook book, TimeProvider time)
{
    private const int MaxMentioned = 1_000;
    private const int MaxMentionsOfOne = 200;
    private const int MaxName = 64;
    private const int MaxLocation = 500;

    /// <summary>Reads a fork's ledger apart from those that count, and gives what it says of itself.</summary>
    public async Task<IntroducedFork> DescribeAsync(ProjectId id, string forkId, string? location, CancellationToken cancellationToken)
    {
        var project = projects.Get(id);
        ForkTerms.NameOf(project);
        ForkKeys.Require(forkId);
        if (location is not null)
        {
            ForkAdoptionRules.CheckLedgerPlace(location);
        }

        var place = location ?? await FindPlaceAsync(id, forkId, cancellationToken).ConfigureAwait(false);
        var (transport, limits) = (transports.Get(id), project.Options.Ledger);
        var apart = project.Source with { Project = ApartOf(id, place) };
        var fetched = await transport.FetchLedgerAsync(new LedgerFetchRequest { Source = apart, ForkId = forkId, Location = place, Limits = new LedgerLimits { FetchBytes = limits.MaxKeptBytes } }, cancellationToken).ConfigureAwait(false);
        if (fetched is not { Head: { } head, Outcome: LedgerFetchOutcome.UpToDate or LedgerFetchOutcome.Advanced or LedgerFetchOutcome.Forked or LedgerFetchOutcome.RolledBack })
        {
            throw new AoException($"The ledger of fork {forkId} at '{Printable.Quote(place)}' cannot be read: {(fetched.Outcome == LedgerFetchOutcome.Missing ? "nothing of it is there." : Printable.Clean(fetched.Reason ?? "it says no reason."))}");
        }

        using var reading = new IntroductionReading(forkId, limits, time.GetUtcNow());
        await foreach (var commit in LedgerTransports.ReadAsync(transport, apart, forkId, null, head, cancellationToken).ConfigureAwait(false))
        {
            if (!reading.Take(commit))
            {
                break;
            }
        }

        var described = reading.Describe(place, forks.Find(id, ForkNames.Self)?.Declaration?.Family);
        return fetched.Outcome is LedgerFetchOutcome.Forked or LedgerFetchOutcome.RolledBack
            ? described with { Problem = "Its place shows another ledger by now than when it was looked at first. This is the first one: ask its maintainers what has happened." }
            : described;
    }

    /// <summary>Gives those whom pinned forks mention.</summary>
    public async Task<IReadOnlyList<MentionedFork>> ListMentionedAsync(ProjectId id, CancellationToken cancellationToken)
    {
        ForkTerms.NameOf(projects.Get(id));
        var view = await book.LoadAsync(id, cancellationToken).ConfigureAwait(false);
        var known = registry.KnownIdsOf(id);
        var mentioned = new Dictionary<string, MentionedFork>(StringComparer.Ordinal);
        foreach (var peer in peers.Of(id).Where(static peer => peer.ForkId is not null))
        {
            if (view.Latest(peer.ForkId!, LedgerKinds.Peers) is not { } entry || LedgerBody.Read(entry, LedgerBodiesJson.Default.PeersBody) is not { } body)
            {
                continue;
            }

            foreach (var hint in body.Peers.OfType<PeerHint>().Take(MaxMentionsOfOne).Where(hint => hint.ForkId is { } fork && ForkKeys.IsForkId(fork) && !known.Contains(fork)).DistinctBy(static hint => hint.ForkId))
            {
                if (mentioned.TryGetValue(hint.ForkId, out var before))
                {
                    mentioned[hint.ForkId] = before with { By = [.. before.By, peer.Name] };
                }
                else if (mentioned.Count < MaxMentioned)
                {
                    mentioned[hint.ForkId] = Of(hint, peer.Name);
                }
            }
        }

        return [.. mentioned.Values.OrderBy(static fork => fork.ForkId, StringComparer.Ordinal)];
    }

    private static MentionedFork Of(PeerHint hint, string by) => new()
    {
        ForkId = hint.ForkId,
        By = [by],
        Name = string.IsNullOrWhiteSpace(hint.Name) ? null : ShortText.Clean(Printable.Line(hint.Name), MaxName),
        Location = hint.Location is { Length: > 0 and <= MaxLocation } place && place[0] != '-' && !place.Any(char.IsControl) ? ForkPlaces.AddressForOthers(place) : null,
        PublicKey = hint.PublicKey is { Length: <= MaxLocation } key && ForkKeys.IdOf(key) == hint.ForkId ? key : null,
    };

    private async Task<string> FindPlaceAsync(ProjectId id, string forkId, CancellationToken cancellationToken) =>
        (await registry.ListCandidatesAsync(id, cancellationToken).ConfigureAwait(false)).FirstOrDefault(candidate => candidate.ForkId == forkId)?.Location
        ?? throw new AoException($"Fork {forkId} is none of the candidates of project '{id}': it has left no ledger at the project's place or its upstream's, or is known already. Give the place where its ledger lies.");

    /// <summary>Names where a stranger's ledger is kept. Anybody can leave something under anybody's id at a place, so that each place has a repository of its own: what one holds stands in the way neither of another nor of the ledger that is taken once the fork is adopted.</summary>
    private static ProjectId ApartOf(ProjectId id, string place) => ApartProjects.Of("stranger", $"{id}\n{place}");
}
