namespace Ao.Ledger;

/// <summary>Brings an own ledger to where its chain is, after a start and after whatever broke off. Its methods are called by who holds the ledger's gate.</summary>
internal sealed class OwnLedgerRepair(LedgerTransports transports, LedgerTaker taker, LedgerKeyStore keyStore, LedgerProjection states)
{
    /// <summary>Brings memory, journal and key to where the chain is.</summary>
    public async Task<OwnKey> ReadyAsync(ProjectId project, KeptLedger kept, CancellationToken cancellationToken)
    {
        if (!kept.IsLoaded)
        {
            var isWhole = await taker.LoadAsync(project, kept, pinned: null, cancellationToken).ConfigureAwait(false)
                || (await BringBackAsync(project, kept.ForkId, cancellationToken).ConfigureAwait(false) && await taker.LoadAsync(project, kept, pinned: null, cancellationToken).ConfigureAwait(false));
            if (!isWhole)
            {
                throw new AoException($"The own ledger of project '{project}' is not as it was left: its {states.Find(project, kept.ForkId)?.Records} records are not all in the repository, and at no place that it is published to. Put the repository's refs/ao/ledger/{kept.ForkId} back from a copy. To go on without it would give others two ledgers under one id.");
            }

            if (await transports.Get(project).FindHeadAsync(transports.ProjectOf(project).Source, kept.ForkId, cancellationToken).ConfigureAwait(false) is { } head && head != kept.Chain.Head)
            {
                kept.IsLoaded = false;
                await taker.TakeAsync(project, kept, project.Value, head, limits: null, isShown: false, cancellationToken).ConfigureAwait(false);
                if (kept.Chain.Head != head)
                {
                    throw new AoException($"The own ledger of project '{project}' holds commits that this host has not made: {states.Find(project, kept.ForkId)?.Suspended} Somebody else writes under its key or into its repository. Look at refs/ao/ledger/{kept.ForkId}.");
                }
            }
        }

        var own = keyStore.Find(project) ?? throw NotOpened(project);
        if (kept.Chain.Key is { } inUse && !inUse.Is(own.Signer.Key))
        {
            if (keyStore.FindNext(project) is not { } next || !inUse.Is(next.Signer.Key))
            {
                throw new AoException($"The key of project '{project}' in the folder of keys is not the one that its ledger is signed with ({inUse.Fingerprint}). Put '{project}.pem' back from a copy.");
            }

            // The change of the key was written and not carried through.
            keyStore.Promote(project);
            own = keyStore.Find(project)!;
        }

        return own;
    }

    /// <summary>Gives the error of a project without a ledger of its own.</summary>
    public static AoException NotOpened(ProjectId project) => new($"Project '{project}' has no ledger of its own. Declare it as a fork: set Fork:Name.");

    /// <summary>Fetches the own chain from where it was published, where the repository has lost it.</summary>
    private async Task<bool> BringBackAsync(ProjectId project, string forkId, CancellationToken cancellationToken)
    {
        var configured = transports.ProjectOf(project);
        foreach (var place in transports.PlacesOf(project, forkId))
        {
            var fetched = await transports.Get(project).FetchLedgerAsync(new LedgerFetchRequest { Source = configured.Source, ForkId = forkId, Location = place.Location }, cancellationToken).ConfigureAwait(false);
            if (fetched.Outcome == LedgerFetchOutcome.Advanced)
            {
                return true;
            }
        }

        return false;
    }
}
