using System.Collections.Concurrent;
using Ao.Configuration;

namespace Ao.Ledger;

/// <summary>Takes what pinned peers have published.</summary>
internal sealed class LedgerExchange(LedgerTransports transports, LedgerShelf shelf, LedgerTaker taker, LedgerProjection states, LedgerKeyStore keyStore, TimeProvider time)
{
    private const int AtOnce = 4;

    /// <summary>Takes what is new of all peers.</summary>
    public async Task<IReadOnlyList<PeerExchange>> FetchAsync(ProjectId project, CancellationToken cancellationToken)
    {
        var peers = transports.PeersOf(project);
        var results = new ConcurrentDictionary<int, PeerExchange>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, peers.Count, parallel, async (index, token) => results[index] = await FetchAsync(project, peers[index], peers[index].Location, isImport: false, token).ConfigureAwait(false)).ConfigureAwait(false);
        return [.. results.OrderBy(static result => result.Key).Select(static result => result.Value)];
    }

    /// <summary>Takes what is new of one peer.</summary>
    /// <param name="project">The project.</param>
    /// <param name="peer">The peer.</param>
    /// <param name="location">Where it is taken from.</param>
    /// <param name="isImport">Whether a person has named that place: it may lag behind, and that is no one's fault.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    public async Task<PeerExchange> FetchAsync(ProjectId project, LedgerPeer peer, string location, bool isImport, CancellationToken cancellationToken)
    {
        var result = new PeerExchange { Name = peer.Name, ForkId = peer.ForkId, Problem = peer.Problem };
        if (peer.ForkId is not { } forkId)
        {
            return result;
        }

        if (forkId == keyStore.Find(project)?.ForkId)
        {
            return result with { Problem = "It is this project's own key. Remove it from Fork:Peers." };
        }

        var kept = shelf.Get(project, forkId);
        await kept.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            result = await FetchAsync(project, peer, kept, location, isImport, result, cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            result = result with { Problem = Printable.Clean(exception.Message), IsTransient = exception is TransientException or OutcomeUnknownException };
        }
        finally
        {
            kept.Gate.Release();
        }

        kept.Problem = result.Problem;
        return result;
    }

    /// <summary>Reads what was taken of a peer before, where it is still here.</summary>
    public async Task LoadAsync(ProjectId project, LedgerPeer peer, CancellationToken cancellationToken)
    {
        if (peer.ForkId is null)
        {
            return;
        }

        var kept = shelf.Get(project, peer.ForkId);
        await kept.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await taker.LoadAsync(project, kept, peer.Key, cancellationToken).ConfigureAwait(false))
            {
                kept.Problem = "What was taken of it is not in the repository any more. It is verified anew at the next exchange.";
            }
        }
        catch (AoException exception)
        {
            kept.Problem = Printable.Clean(exception.Message);
        }
        finally
        {
            kept.Gate.Release();
        }
    }

    private async Task<PeerExchange> FetchAsync(ProjectId project, LedgerPeer peer, KeptLedger kept, string location, bool isImport, PeerExchange result, CancellationToken cancellationToken)
    {
        if (states.Find(project, kept.ForkId)?.Suspended is { } suspended)
        {
            return result with { Problem = suspended };
        }

        var (configured, limits) = (transports.ProjectOf(project), transports.ProjectOf(project).Options.Ledger);
        await taker.LoadAsync(project, kept, peer.Key, cancellationToken).ConfigureAwait(false);
        var request = new LedgerFetchRequest
        {
            Source = configured.Source,
            ForkId = kept.ForkId,
            Location = location,

            // Whoever may write at its place could otherwise shut a publisher out for good, with one commit that is none of its.
            Verified = states.Find(project, kept.ForkId) is { Evidence.Count: > 0 } ? kept.Chain.Head : null,
            Limits = new LedgerLimits { FetchBytes = limits.MaxKeptBytes },
        };
        var fetched = await transports.Get(project).FetchLedgerAsync(request, cancellationToken).ConfigureAwait(false);
        kept.ReachedAt = isImport ? kept.ReachedAt : time.GetUtcNow();
        if (await JudgeAsync(project, peer, kept, fetched, location, isImport, cancellationToken).ConfigureAwait(false) is { } problem)
        {
            result = result with { Problem = problem };
        }

        if (fetched.Head is { } head && head != kept.Chain.Head && states.Find(project, kept.ForkId)?.Suspended is null)
        {
            var (taken, refused) = await taker.TakeAsync(project, kept, peer.Name, head, limits, isShown: !isImport, cancellationToken).ConfigureAwait(false);
            var state = states.Find(project, kept.ForkId);
            result = result with { Records = taken, Refused = refused, Problem = state?.Suspended ?? state?.HeldBack ?? result.Problem };
        }

        return result;
    }

    /// <summary>Says what is wrong with what was found at the place, and stops trusting who shows different chains.</summary>
    private async Task<string?> JudgeAsync(ProjectId project, LedgerPeer peer, KeptLedger kept, LedgerFetch fetched, string location, bool isImport, CancellationToken cancellationToken)
    {
        var name = Printable.Quote(peer.Name);
        switch (fetched.Outcome)
        {
            case LedgerFetchOutcome.Missing:
                return isImport || states.Find(project, kept.ForkId) is not { Shown: > 0 } ? $"There is nothing of its ledger at '{Printable.Quote(location)}'. Where it lies elsewhere, name that place with LedgerLocation." : await SuspectAsync($"The ledger of '{name}' is not where it was any more: its maintainers or somebody else who may write there have removed it.", fetched).ConfigureAwait(false);
            case LedgerFetchOutcome.RolledBack when isImport:
                return "It holds an earlier state than the one that is kept.";
            case LedgerFetchOutcome.RolledBack when fetched.Other is { } other && kept.Chain.Commits.TryGetValue(other, out var number) && number >= states.Find(project, kept.ForkId)?.Shown:
                return "Its place does not have yet what was brought from elsewhere.";
            case LedgerFetchOutcome.RolledBack:
                return await SuspectAsync($"The ledger of '{name}' was set back to an earlier state, by its maintainers or by somebody else who may write at its place.", fetched).ConfigureAwait(false);
            case LedgerFetchOutcome.Forked:
                return await SuspectAsync($"The place of '{name}' shows a ledger that contradicts what it has shown before. Its maintainers have begun another one under the same key, or somebody else who may write there has put it there.", fetched).ConfigureAwait(false);
            case LedgerFetchOutcome.TooMuch:
                return $"There is more than is taken of one peer ({Printable.Clean(fetched.Reason)}). Raise Ledger:MaxKeptBytes to take it.";
            case LedgerFetchOutcome.Damaged:
                return $"What lies there is damaged: {Printable.Clean(fetched.Reason)}";
            default:
                return null;
        }

        async Task<string> SuspectAsync(string reason, LedgerFetch found)
        {
            string[] evidence = [.. new[] { found.Head ?? kept.Chain.Head, found.Other ?? "nothing" }.OfType<string>()];
            if (!evidence.All(commit => states.Find(project, kept.ForkId)?.Evidence.Contains(commit) == true))
            {
                await taker.SuspendAsync(project, kept.ForkId, peer.Name, reason, evidence, cancellationToken).ConfigureAwait(false);
            }

            return reason;
        }
    }
}
