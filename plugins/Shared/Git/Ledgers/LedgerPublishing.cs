using Ao.Commands;
using Ao.Git.Remotes;
using Ao.Ledger;

namespace Ao.Git.Ledgers;

/// <summary>Brings this host's chains to other places: only forward, and only from the state that was seen there.</summary>
internal sealed class LedgerPublishing(LedgerRepositories repositories, BundleWriting bundles)
{
    public async ValueTask<LedgerPush> PushAsync(LedgerPushRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var forkId = LedgerRefs.Require(request.ForkId);
        var repository = await repositories.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var head = repository.Find(LedgerRefs.Own(forkId)) ?? throw new AoException($"This host has no chain of '{forkId}' that could be published. Append a record first; or name the fork whose key this host has.");
        if (request.Form == LedgerForm.Bundle)
        {
            return await bundles.WriteAsync(repository, forkId, head, LedgerPlace.Parse(request.Location, wantsBundle: true).Bundle!, cancellationToken).ConfigureAwait(false);
        }

        var place = LedgerPlace.Find(request.Location);
        return place.Bundle is null
            ? await PushAsync(repository, place.Address, request.Form == LedgerForm.Branch ? LedgerRefs.Branch(forkId) : LedgerRefs.Own(forkId), forkId, head, cancellationToken).ConfigureAwait(false)
            : new LedgerPush(null, $"'{Printable.Quote(request.Location)}' is a file. Give the folder or the address of a repository; or say that the chain shall lie there as a bundle.");
    }

    /// <summary>Tells why a chain must not follow on what another place holds.</summary>
    /// <returns>The reason, or <see langword="null"/> where the head builds on it.</returns>
    public static async ValueTask<string?> RefusalAsync(LedgerRepository repository, string place, string forkId, string head, string there, CancellationToken cancellationToken)
    {
        if (await repository.ContainsAsync(there, cancellationToken).ConfigureAwait(false))
        {
            if (await repository.IsAncestorAsync(there, head, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            if (await repository.IsAncestorAsync(head, there, cancellationToken).ConfigureAwait(false))
            {
                return $"'{Printable.Quote(place)}' holds more of the chain of '{forkId}' than this host: up to '{there}'. If this host was restored from a copy, make a new key for the fork; otherwise find the other host that has its key.";
            }
        }

        return $"'{Printable.Quote(place)}' holds a chain of '{forkId}' that this host's does not build on: '{there}'. One host writes a chain, and nothing is overwritten. Find the other host that has the fork's key; or, if this one was restored from a copy, make a new key for the fork.";
    }

    private static async ValueTask<LedgerPush> PushAsync(LedgerRepository repository, RemoteAddress address, string reference, string forkId, string head, CancellationToken cancellationToken)
    {
        var (looked, there) = await LedgerListing.LookAsync(repository, address, reference, cancellationToken).ConfigureAwait(false);
        if (!looked.Succeeded)
        {
            return NotReached(address, looked);
        }

        if (there == head)
        {
            return new LedgerPush(head);
        }

        if (there is not null && await RefusalAsync(repository, address.Text, forkId, head, there, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return new LedgerPush(null, reason);
        }

        // The lease holds for exactly what was seen, which the head builds on: so it is a fast-forward, and nothing else.
        var call = new GitCall("push", "--porcelain", "--no-verify", $"--force-with-lease={reference}:{there}", "--", address.Text, $"{head}:{reference}") { TimeLimit = LedgerRepository.Patience };
        var result = await repository.RunAsync(call, address, cancellationToken).ConfigureAwait(false);
        switch (PushAnswer.Of(result))
        {
            case { Outcome: PushOutcome.Pushed }:
                return new LedgerPush(head);
            case { Outcome: PushOutcome.Moved }:
                (looked, there) = await LedgerListing.LookAsync(repository, address, reference, cancellationToken).ConfigureAwait(false);
                return looked.Succeeded && there == head ? new LedgerPush(head) : throw new TransientException($"'{Printable.Quote(address.Text)}' changed its chain of '{forkId}' while this host's was brought there. Try again.");
            case { Outcome: PushOutcome.Refused } answer:
                return new LedgerPush(null, $"'{Printable.Quote(address.Text)}' does not take '{reference}': {answer.Reason} {RemoteFaults.WordsOf(result)}. If it takes branches only, let the chain lie there as one; otherwise see to it that this host may write there.");
            case { Outcome: PushOutcome.NotSent } when !result.TimedOut:
                return NotReached(address, result);
            default:
                throw new OutcomeUnknownException($"Bringing the chain of '{forkId}' to '{Printable.Quote(address.Text)}' broke off: {RemoteFaults.WordsOf(result)}");
        }
    }

    private static LedgerPush NotReached(RemoteAddress address, CommandResult result) =>
        result.TimedOut || RemoteFaults.Of(result) is RemoteFault.Unreachable or RemoteFault.BrokenOff
            ? throw new TransientException($"A ledger could not be brought to '{Printable.Quote(address.Text)}', which could not be reached: {RemoteFaults.WordsOf(result)}")
            : new LedgerPush(null, RemoteFaults.Refusal("A ledger could not be brought there", address, RemoteFaults.Of(result), result).Message);
}
