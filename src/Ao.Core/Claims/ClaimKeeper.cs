using Ao.Scm;
using Ao.Sessions;

namespace Ao.Claims;

/// <summary>Keeps the claims of the journal and those of the scm in step.</summary>
internal sealed class ClaimKeeper(SessionContext context, ClaimProjection claims, ClaimDesk desk)
{
    /// <summary>Gives the claims that are held for sessions which were never made, because this host died in between. To be asked before sessions can be made.</summary>
    public IReadOnlyList<ClaimState> FindUnused() => [.. claims.Held.Where(held => held.Session is { } session && context.Sessions.Find(session) is null)];

    /// <summary>Gives up a claim that serves nobody.</summary>
    public Task DropAsync(ClaimState unused, CancellationToken cancellationToken) =>
        desk.ReleaseAsync(unused.Project, unused.Resource, held => held.Session == unused.Session, "Its session was never made.", cancellationToken);

    /// <summary>Tells whether something that a session holds has served its purpose.</summary>
    public bool HasServed(SessionState session) => claims.OfSession(session.Id).Any(held => ClaimDecision.IsOver(held, session));

    /// <summary>Gives up what has served its purpose.</summary>
    public async Task ReleaseServedAsync(SessionId session, CancellationToken cancellationToken)
    {
        foreach (var held in claims.OfSession(session).Where(held => ClaimDecision.IsOver(held, context.Sessions.Find(session))).ToList())
        {
            await desk.ReleaseAsync(held.Project, held.Resource, now => now.Session == session, "Its work is done.", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks at all claims of a project: what another has taken over is given up, what is gone is claimed anew, and what belongs to nobody is given back.</summary>
    public async Task ReconcileAsync(ProjectId project, CancellationToken cancellationToken)
    {
        if (desk.HostOf(project) is not { } host)
        {
            return;
        }

        var standing = (await host.ListClaimsAsync(desk.SourceOf(project), cancellationToken).ConfigureAwait(false)).ToDictionary(static claim => claim.Resource, StringComparer.Ordinal);
        foreach (var held in claims.Held.Where(held => held.Project == project).ToList())
        {
            if (ClaimDecision.Compare(held, standing.GetValueOrDefault(held.Resource)) != ClaimFinding.Stands)
            {
                await desk.KeepAsync(held, cancellationToken).ConfigureAwait(false);
            }
        }

        foreach (var orphan in standing.Values.Where(claim => claim.Holder.Instance == context.Keys.Instance && claims.Find(project, claim.Resource) is not { IsHeld: true }))
        {
            await desk.AdoptAsync(project, orphan, cancellationToken).ConfigureAwait(false);
        }
    }
}
