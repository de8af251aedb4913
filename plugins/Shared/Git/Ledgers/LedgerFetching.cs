using Ao.Commands;
using Ao.Git.Remotes;
using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>Brings chains from other places: asks first, takes what is new into a quarantine within the limits, judges it there, and keeps what builds on what was kept.</summary>
/// <remarks>Of a chain that contradicts what is kept, the other head is kept beside it. What is kept moves from the state that was judged, and in no other way; a death before that changes nothing.</remarks>
internal sealed class LedgerFetching(LedgerRepositories repositories, TimeProvider timeProvider)
{
    private const int MaxEvidence = 4;

    public async ValueTask<LedgerFetch> FetchAsync(LedgerFetchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var forkId = LedgerRefs.Require(request.ForkId);
        var place = LedgerPlace.Find(request.Location);
        var repository = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        using var turn = await repository.EnterAsync(forkId, cancellationToken).ConfigureAwait(false);

        var bundle = default(BundleFile);
        if (place.Bundle is { } path)
        {
            (bundle, var outcome, var fault) = await BundleFile.OpenAsync(path, repository.Format, request.Limits.FetchBytes, cancellationToken).ConfigureAwait(false);
            if (bundle is null)
            {
                return new LedgerFetch(outcome, Kept(repository, forkId), Reason: fault);
            }
        }

        var offer = bundle is null ? await LedgerListing.FindAsync(repository, place.Address, forkId, cancellationToken).ConfigureAwait(false) : LedgerOffer.Find(bundle.Heads, forkId);
        return await TakeAsync(repository, request, place, bundle, offer, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<LedgerFetch> TakeAsync(LedgerRepository repository, LedgerFetchRequest request, LedgerPlace place, BundleFile? bundle, LedgerOffer? offer, CancellationToken cancellationToken)
    {
        var kept = request.Verified is { } verified && Revision.IsRevision(verified) ? verified : Kept(repository, request.ForkId);
        if (offer is null)
        {
            return new LedgerFetch(LedgerFetchOutcome.Missing, kept);
        }

        if (offer.Head == kept)
        {
            return new LedgerFetch(LedgerFetchOutcome.UpToDate, kept);
        }

        if (request.Verified is null && repository.FindEvidence(request.ForkId).Contains(offer.Head, StringComparer.Ordinal))
        {
            return new LedgerFetch(LedgerFetchOutcome.Forked, kept, offer.Head, "it is the head that was found to contradict what is kept");
        }

        var quarantine = repository.NewQuarantine(kept);
        await using (quarantine.ConfigureAwait(false))
        {
            var refused = bundle is null
                ? await FetchAsync(repository, quarantine, place.Address, offer, request.Limits, cancellationToken).ConfigureAwait(false)
                : await UnpackAsync(repository, quarantine, bundle, request.Limits, cancellationToken).ConfigureAwait(false);

            // The place may hold something newer by now than it said.
            var head = refused is null && bundle is null ? await quarantine.FindOfferedAsync(cancellationToken).ConfigureAwait(false) ?? offer.Head : offer.Head;
            var verdict = refused ?? await ChainJudge.JudgeAsync(repository, quarantine.Folder, head, kept, request.Limits, cancellationToken).ConfigureAwait(false);
            return await KeepAsync(repository, quarantine, request.ForkId, kept, head, verdict, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string? Kept(LedgerRepository repository, string forkId) => repository.Find(LedgerRefs.Peer(forkId)) ?? repository.Find(LedgerRefs.Own(forkId));

    private static async ValueTask<LedgerFetch> KeepAsync(LedgerRepository repository, Quarantine quarantine, string forkId, string? kept, string head, ChainVerdict verdict, CancellationToken cancellationToken)
    {
        switch (verdict.Outcome)
        {
            case LedgerFetchOutcome.Advanced:
                quarantine.Release();
                if (!await repository.TryMoveAsync(new RefChange(LedgerRefs.Peer(forkId), head, repository.Find(LedgerRefs.Peer(forkId))), cancellationToken).ConfigureAwait(false))
                {
                    throw new TransientException($"The chain of '{forkId}' was changed here while it was fetched. See whether another host uses this data folder, and try again.");
                }

                await repository.TidyAsync(cancellationToken).ConfigureAwait(false);
                return new LedgerFetch(LedgerFetchOutcome.Advanced, head);
            case LedgerFetchOutcome.Forked when repository.FindEvidence(forkId).Count < MaxEvidence:
                quarantine.Release();
                await repository.TryMoveAsync(new RefChange(LedgerRefs.Evidence(forkId, head), head), cancellationToken).ConfigureAwait(false);
                return new LedgerFetch(LedgerFetchOutcome.Forked, kept, head, verdict.Reason);
            case LedgerFetchOutcome.Forked:
                return new LedgerFetch(LedgerFetchOutcome.Forked, kept, head, $"{verdict.Reason}; {MaxEvidence} such heads are kept, and no more");
            default:
                return new LedgerFetch(verdict.Outcome, kept, head, verdict.Reason);
        }
    }

    /// <returns>Why it is refused, or <see langword="null"/>.</returns>
    private async ValueTask<ChainVerdict?> FetchAsync(LedgerRepository repository, Quarantine quarantine, RemoteAddress address, LedgerOffer offer, LedgerLimits limits, CancellationToken cancellationToken)
    {
        var call = Bounded(["-c", "fetch.fsckObjects=true", "-c", "fetch.unpackLimit=1"], quarantine, "fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules", "--refmap=", "--", address.Text, $"+{offer.Reference}:{Quarantine.Offered}");
        var watch = new SizeWatch(quarantine.Measure, limits.FetchBytes, timeProvider);
        var result = await watch.RunAsync(token => repository.RunAsync(call, address, token), cancellationToken).ConfigureAwait(false);
        if (result is null)
        {
            return TooMuch(limits);
        }

        if (!result.Succeeded)
        {
            return RefusalOf(result, limits)
                ?? (RemoteFaults.Of(result) == RemoteFault.BadObject ? new ChainVerdict(LedgerFetchOutcome.Damaged, $"an object of it is not as git wants it: {RemoteFaults.WordsOf(result)}")
                : result.TimedOut && address.Transport == RemoteTransport.File ? new ChainVerdict(LedgerFetchOutcome.TooMuch, $"taking it takes longer than {LedgerRepository.Patience}")
                : result.TimedOut ? throw new TransientException($"A ledger at '{Printable.Quote(address.Text)}' could not be fetched within {LedgerRepository.Patience}. Try again when the line is quicker.")
                : RemoteFaults.Of(result) == RemoteFault.MissingReference ? throw new TransientException($"A ledger at '{Printable.Quote(address.Text)}' went away while it was fetched. Try again.")
                : throw RemoteFaults.OfReading("A ledger could not be fetched", address, result));
        }

        return quarantine.Measure() > limits.FetchBytes ? TooMuch(limits) : null;
    }

    /// <returns>Why it is refused, or <see langword="null"/>.</returns>
    private static async ValueTask<ChainVerdict?> UnpackAsync(LedgerRepository repository, Quarantine quarantine, BundleFile bundle, LedgerLimits limits, CancellationToken cancellationToken)
    {
        var call = Bounded([], quarantine, "index-pack", "--stdin", "--strict", "--fix-thin", $"--max-input-size={limits.FetchBytes}") with { Bytes = bundle.Pack };
        var result = await repository.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return result.Succeeded ? null
            : RefusalOf(result, limits) is { } refusal ? refusal
            : result.TimedOut ? new ChainVerdict(LedgerFetchOutcome.TooMuch, $"taking it takes longer than {LedgerRepository.Patience}")
            : new ChainVerdict(LedgerFetchOutcome.Damaged, $"its pack is damaged, or builds on what is not here: {RemoteFaults.WordsOf(result)}");
    }

    /// <summary>Gives a call that takes in a pack of somebody else's: what it claims to be does not decide how much memory or time it gets.</summary>
    private static GitCall Bounded(string[] options, Quarantine quarantine, params string[] arguments) => new([.. options, "-c", "pack.threads=1", "-c", "core.deltaBaseCacheLimit=16m", .. arguments])
    {
        GitDir = quarantine.Folder,
        TimeLimit = LedgerRepository.Patience,
        AllocationLimit = 64 * 1024 * 1024,
    };

    private static ChainVerdict? RefusalOf(CommandResult result, LedgerLimits limits) =>
        result.Error.Contains("attempting to allocate", StringComparison.Ordinal) ? new ChainVerdict(LedgerFetchOutcome.TooMuch, "it unpacks to far more than it weighs")
        : result.Error.Contains("exceeds maximum allowed size", StringComparison.Ordinal) ? TooMuch(limits)
        : null;

    private static ChainVerdict TooMuch(LedgerLimits limits) => new(LedgerFetchOutcome.TooMuch, $"it brings more than {limits.FetchBytes} bytes");
}
