using System.Text.Json;
using Ao.Git.Claims;
using Ao.Scm;

namespace Ao.Plugins.Git.Forge;

/// <summary>Claims: a reference for each thing that is claimed, which is made, replaced and removed only from the state that was seen. So one of any number of claimants gets it, whatever their processes.</summary>
internal sealed class Claims(Forges forges, TimeProvider timeProvider)
{
    public async ValueTask<IReadOnlyList<WorkClaim>> ListAsync(ProjectSource source, CancellationToken cancellationToken)
    {
        var forge = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        var references = await forge.ListRefsAsync(ClaimRules.Prefix, cancellationToken).ConfigureAwait(false);

        // By their names: one that is released meanwhile is left out.
        var texts = await forge.ReadTextsAsync([.. references.Select(static reference => reference.Name)], cancellationToken).ConfigureAwait(false);
        return [.. texts.Select(static text => Parse(text).Describe(text.Id)).OrderBy(static claim => claim.Resource, StringComparer.Ordinal)];
    }

    public async ValueTask<WorkClaim?> FindAsync(ProjectSource source, string resource, CancellationToken cancellationToken)
    {
        var reference = ClaimRules.ReferenceOf(resource);
        return await FindAsync(await forges.OfAsync(source, cancellationToken).ConfigureAwait(false), reference, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ClaimResult> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var reference = ClaimRules.ReferenceOf(request.Resource);
        var record = new ClaimRecord(request.Resource, ClaimRules.RequireHolder(request.Holder), request.Key, timeProvider.GetUtcNow(), ClaimRules.RequireReason(request.Reason), Guid.NewGuid().ToString("n"));
        var forge = await forges.OfAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var blob = await forge.WriteBlobAsync(JsonSerializer.Serialize(record, GitJson.Default.ClaimRecord), cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < ControlRepository.MaxAttempts; attempt++)
        {
            if (await FindAsync(forge, reference, cancellationToken).ConfigureAwait(false) is not { } standing)
            {
                if (await forge.TryUpdateRefsAsync(cancellationToken, new RefChange(reference, blob)).ConfigureAwait(false))
                {
                    return new ClaimResult(true, record.Describe(blob));
                }
            }
            else if (standing.Key == request.Key || standing.Version != request.InsteadOf)
            {
                // The holder alone is not enough: an orchestrator claims for many sessions that it has not begun.
                return new ClaimResult(standing.Key == request.Key && standing.Holder == request.Holder, standing);
            }
            else if (await forge.TryUpdateRefsAsync(cancellationToken, new RefChange(reference, blob, standing.Version)).ConfigureAwait(false))
            {
                return new ClaimResult(true, record.Describe(blob));
            }
        }

        throw forge.Contended($"The claim of '{request.Resource}'");
    }

    public async ValueTask ReleaseAsync(ProjectSource source, WorkClaim claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var reference = ClaimRules.ReferenceOf(claim.Resource);
        var forge = await forges.OfAsync(source, cancellationToken).ConfigureAwait(false);
        if (Revision.IsRevision(claim.Version) && await FindAsync(forge, reference, cancellationToken).ConfigureAwait(false) is { } standing && standing.Version == claim.Version)
        {
            // If it is another by now, that one stays; this one does not stand any more, as was asked.
            await forge.TryRemoveRefAsync(reference, claim.Version, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<WorkClaim?> FindAsync(ControlRepository forge, string reference, CancellationToken cancellationToken) =>
        await forge.ReadTextAsync(reference, cancellationToken).ConfigureAwait(false) is { } text ? Parse(text).Describe(text.Id) : null;

    private static ClaimRecord Parse(RefText text) => text.Read(GitJson.Default.ClaimRecord, "claim");
}
