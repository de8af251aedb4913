using System.Text.Json;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Further attempts of checks. Each is written down before it runs, together with the operation that asked for it: so a key makes one attempt, and one that a host did not end is run by the next look.</summary>
internal sealed class CheckReruns(Forges forges, Checks checks)
{
    private const int MaxAttempts = 100;

    public async ValueTask<CheckReport> RunAsync(CheckRerunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var forge = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            if (await IsAskedAsync(forge, request.Key, cancellationToken).ConfigureAwait(false))
            {
                return await checks.GetAsync(request.Source, request.Number, cancellationToken).ConfigureAwait(false);
            }

            var (record, _) = await PullRequestRecords.GetAsync(forge, request.Number, cancellationToken).ConfigureAwait(false);
            Require(request, record);
            var merged = await Merges.ComputeAsync(forge, record, cancellationToken).ConfigureAwait(false);
            if (merged.Tree is not { } tree)
            {
                return new CheckReport(record.HeadRevision, [Checks.ConflictOf(merged)]);
            }

            if (await TryAskAsync(forge, request, tree, cancellationToken).ConfigureAwait(false))
            {
                return await checks.RunAsync(forge, record, merged, cancellationToken).ConfigureAwait(false);
            }
        }

        throw forge.Contended($"The attempt at checks of pull request {request.Number}");
    }

    private static string ReferenceOf(OperationKey key) => $"refs/ao/reruns/{OperationRef.Hash(key)}";

    /// <summary>Tells whether an operation asked already. A host that was killed within the transaction left what it asked for in the operation's reference.</summary>
    private static async ValueTask<bool> IsAskedAsync(ControlRepository forge, OperationKey key, CancellationToken cancellationToken)
    {
        if (await forge.ReadTextAsync(ReferenceOf(key), cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return false;
        }

        foreach (var asked in text.Read(ForgeJson.Default.CheckSlotArray, "attempt"))
        {
            // One that is there stays as it is: it has said something by now.
            await forge.TryUpdateRefsAsync(cancellationToken, new RefChange(asked.Reference, asked.Id!)).ConfigureAwait(false);
        }

        return true;
    }

    private async ValueTask<bool> TryAskAsync(ControlRepository forge, CheckRerunRequest request, string tree, CancellationToken cancellationToken)
    {
        var slots = await CheckRecords.FindAsync(forge, request.Number, checks.Configured.Where(check => request.Names.Contains(check.Key, StringComparer.Ordinal)), tree, cancellationToken).ConfigureAwait(false);
        var asked = new List<CheckSlot>(slots.Count);
        foreach (var slot in slots)
        {
            if (slot.Attempt >= MaxAttempts)
            {
                throw new AoException($"The check '{Printable.Quote(slot.Name)}' was tried {slot.Attempt} times on the same content, which is as often as it is. Change the content or the check.");
            }

            var blob = await CheckRecords.WriteAsync(forge, CheckRecords.Pending(slot.Name, slot.Attempt + 1), cancellationToken).ConfigureAwait(false);
            asked.Add(slot with { Attempt = slot.Attempt + 1, Id = blob });
        }

        var operation = await forge.WriteBlobAsync(JsonSerializer.Serialize([.. asked], ForgeJson.Default.CheckSlotArray), cancellationToken).ConfigureAwait(false);
        return await forge.TryUpdateRefsAsync(cancellationToken, [new RefChange(ReferenceOf(request.Key), operation), .. asked.Select(static slot => new RefChange(slot.Reference, slot.Id!))]).ConfigureAwait(false);
    }

    private void Require(CheckRerunRequest request, PullRequestRecord record)
    {
        if (record.State != PullRequestState.Open)
        {
            throw new AoException($"Pull request {record.Number} is {record.State.ToString().ToLowerInvariant()}: its checks are not run again.");
        }

        if (record.HeadRevision != request.Revision)
        {
            throw new AoException($"The head of pull request {record.Number} is {record.HeadRevision} by now, not {Printable.Quote(request.Revision)}. Look at the checks of the newer revision first.");
        }

        var unknown = request.Names.Where(name => !checks.Configured.ContainsKey(name)).Select(static name => $"There is no check '{Printable.Quote(name)}'").FirstOrDefault();
        if (request.Names.Count == 0 || unknown is not null)
        {
            throw new AoException($"{unknown ?? "No check was named"}. Name one of: {string.Join(", ", checks.Configured.Keys.Order(StringComparer.Ordinal).Select(Printable.Quote))}.");
        }
    }
}
