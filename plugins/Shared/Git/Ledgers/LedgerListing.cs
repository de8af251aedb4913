using Ao.Commands;
using Ao.Git.Remotes;
using Ao.Ledger;
using Ao.Scm;

namespace Ao.Git.Ledgers;

/// <summary>Asks places which chains they hold. A place that says more than is wanted of it is cut short.</summary>
internal sealed class LedgerListing(LedgerRepositories repositories)
{
    private const int MaxPublishers = 1000;
    private const int ListLimit = 1024 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public async ValueTask<IReadOnlyDictionary<string, string>> ListAsync(ProjectSource source, string location, CancellationToken cancellationToken)
    {
        var repository = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var place = LedgerPlace.Find(location);
        var references = place.Bundle is { } path
            ? (await BundleFile.OpenAsync(path, repository.Format, new LedgerLimits().FetchBytes, cancellationToken).ConfigureAwait(false)).Bundle?.Heads ?? new Dictionary<string, string>()
            : await ReadAsync(repository, place.Address, ["refs/ao/ledger/*", "refs/heads/ao-ledger/*"], cancellationToken).ConfigureAwait(false);
        var publishers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var prefix in new[] { LedgerRefs.OwnPrefix, LedgerRefs.BranchPrefix })
        {
            foreach (var (name, head) in references.Where(reference => reference.Key.StartsWith(prefix, StringComparison.Ordinal) && LedgerRefs.IsForkId(reference.Key[prefix.Length..])).OrderBy(static reference => reference.Key, StringComparer.Ordinal))
            {
                if (publishers.Count < MaxPublishers)
                {
                    publishers.TryAdd(name[prefix.Length..], head);
                }
            }
        }

        return publishers;
    }

    /// <summary>Reads what a repository elsewhere holds of a chain.</summary>
    public static async ValueTask<LedgerOffer?> FindAsync(LedgerRepository repository, RemoteAddress address, string forkId, CancellationToken cancellationToken) =>
        LedgerOffer.Find(await ReadAsync(repository, address, [LedgerRefs.Own(forkId), LedgerRefs.Branch(forkId)], cancellationToken).ConfigureAwait(false), forkId);

    /// <summary>Reads what a repository elsewhere holds under one reference.</summary>
    /// <returns>What git said; the head where it could be asked and has one.</returns>
    public static async ValueTask<(CommandResult Result, string? Head)> LookAsync(LedgerRepository repository, RemoteAddress address, string reference, CancellationToken cancellationToken)
    {
        var result = await RunAsync(repository, address, [reference], cancellationToken).ConfigureAwait(false);
        return (result, RemoteHeads.Parse(result.Output).References.GetValueOrDefault(reference));
    }

    private static async ValueTask<IReadOnlyDictionary<string, string>> ReadAsync(LedgerRepository repository, RemoteAddress address, string[] patterns, CancellationToken cancellationToken)
    {
        var result = await RunAsync(repository, address, patterns, cancellationToken).ConfigureAwait(false);
        return result.TimedOut ? throw new TransientException($"'{Printable.Quote(address.Text)}' did not say within {s_patience} which ledgers it holds. Try again later; or see what it is busy with.")
            : !result.Succeeded ? throw RemoteFaults.OfReading("The ledgers could not be looked for", address, result)
            : RemoteHeads.Parse(result.Truncated ? result.Output[(result.Output.IndexOf('\n', StringComparison.Ordinal) + 1)..] : result.Output).References;
    }

    private static ValueTask<CommandResult> RunAsync(LedgerRepository repository, RemoteAddress address, string[] patterns, CancellationToken cancellationToken) =>
        repository.RunAsync(new GitCall(["ls-remote", "--refs", "--quiet", "--", address.Text, .. patterns]) { OutputLimit = ListLimit, TimeLimit = s_patience }, address, cancellationToken);
}
