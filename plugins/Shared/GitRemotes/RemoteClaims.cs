using System.Text.Json;
using Ao.Git.Claims;
using Ao.Scm;

namespace Ao.Git.Remotes;

/// <summary>Claims on a remote: a reference for each thing that is claimed, made, replaced and removed only from the state that was seen, which the remote itself sees to. So one of any number of hosts gets it.</summary>
/// <remarks>They lie where the project's changes are published: where this host may write, and meets the hosts that publish there too.</remarks>
internal sealed class RemoteClaims(ControlRepositories repositories, IRemotes remotes, ClaimStore store, TimeProvider timeProvider)
{
    /// <summary>How often a change is tried anew because another came in between; each try asks the remote.</summary>
    private const int MaxAttempts = 20;

    public async ValueTask<IReadOnlyList<WorkClaim>> ListAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var place = await PlaceOfAsync(source, cancellationToken).ConfigureAwait(false);
        return [.. (await store.ReadAsync(place, ClaimRules.Prefix + "*", cancellationToken).ConfigureAwait(false)).OrderBy(static claim => claim.Resource, StringComparer.Ordinal)];
    }

    public async ValueTask<WorkClaim?> FindAsync(ProjectSource source, string resource, CancellationToken cancellationToken)
    {
        var reference = ClaimRules.ReferenceOf(resource);
        return await FindAsync(await PlaceOfAsync(source, cancellationToken).ConfigureAwait(false), reference, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = ClaimRules.ReferenceOf(request.Resource);
        var record = new ClaimRecord(request.Resource, ClaimRules.RequireHolder(request.Holder), request.Key, timeProvider.GetUtcNow(), ClaimRules.RequireReason(request.Reason), Guid.NewGuid().ToString("n"));
        var place = await PlaceOfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        string? written = null;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var standing = await FindAsync(place, reference, cancellationToken).ConfigureAwait(false);
            if (standing is not null && (standing.Key == request.Key || standing.Version != request.InsteadOf))
            {
                // The holder alone is not enough: an orchestrator claims for many sessions that it has not begun.
                return new ClaimResult(standing.Key == request.Key && standing.Holder == request.Holder, standing);
            }

            written ??= await ClaimStore.WriteAsync(place, JsonSerializer.Serialize(record, GitJson.Default.ClaimRecord), record.At, cancellationToken).ConfigureAwait(false);
            if (await store.TrySetAsync(place, reference, written, standing?.Version, cancellationToken).ConfigureAwait(false))
            {
                return new ClaimResult(true, record.Describe(written));
            }
        }

        throw new TransientException($"The claim of '{request.Resource}' could not be written to '{place.Address}': each of {MaxAttempts} tries met a newer change. Try again.");
    }

    public async ValueTask ReleaseAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var reference = ClaimRules.ReferenceOf(claim.Resource);
        var place = await PlaceOfAsync(source, cancellationToken).ConfigureAwait(false);
        if (Revision.IsRevision(claim.Version) && await FindAsync(place, reference, cancellationToken).ConfigureAwait(false) is { } standing && standing.Version == claim.Version)
        {
            // If it is another by now, that one stays; this one does not stand any more, as was asked.
            await store.TrySetAsync(place, reference, revision: null, claim.Version, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<WorkClaim?> FindAsync(ClaimPlace place, string reference, CancellationToken cancellationToken) =>
        (await store.ReadAsync(place, reference, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    private async ValueTask<ClaimPlace> PlaceOfAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var control = await repositories.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var target = await remotes.GetPushTargetAsync(source, cancellationToken).ConfigureAwait(false);
        return new ClaimPlace(source, control, await remotes.GetAddressAsync(source, target, cancellationToken).ConfigureAwait(false));
    }
}
