using System.Globalization;
using Ao.Effects;
using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Ao.Sessions.Steps;

namespace Ao.Claims;

/// <summary>Claims, takes over and gives up, at the scm first and then in the journal: what the journal says is held was granted. One thing is changed by one caller at a time.</summary>
/// <remarks>Where the scm holds no claims, they are held by the journal only: this orchestrator's own sessions keep to them.</remarks>
internal sealed class ClaimDesk(SessionContext context, ProjectCatalog projects, ClaimProjection claims, ClaimLosses losses, FactLog log)
{
    private readonly KeyedLock _resources = new();

    private string Instance => context.Keys.Instance;

    public IClaimHost? HostOf(ProjectId project) => context.Plugins.Find<IClaimHost>(Slot.Scm, ScmOf(project));

    public ProjectSource SourceOf(ProjectId project) => projects.Get(project).Source;

    /// <summary>Claims something, if nobody holds it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="resource">What to claim.</param>
    /// <param name="session">The session to claim it for; <see langword="null"/> for one that is yet to begin.</param>
    /// <param name="cancellationToken">The token that cancels waiting.</param>
    public async Task<ClaimAnswer> ClaimAsync(ProjectId project, string resource, SessionId? session, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(project, resource, cancellationToken).ConfigureAwait(false);
        return await ClaimAloneAsync(project, resource, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sure that what a session holds still stands; what is gone is claimed anew, and what another has taken over is given up.</summary>
    /// <returns>Granted, or who holds it now.</returns>
    public async Task<ClaimAnswer> ConfirmAsync(ProjectId project, string resource, SessionId? session, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(project, resource, cancellationToken).ConfigureAwait(false);
        return await ConfirmAloneAsync(project, resource, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes sure that a claim stands that was seen to be held. One that was given up since is not claimed anew.</summary>
    public async Task KeepAsync(ClaimState seen, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(seen.Project, seen.Resource, cancellationToken).ConfigureAwait(false);
        if (claims.Find(seen.Project, seen.Resource) is { IsHeld: true } held && held.Session == seen.Session)
        {
            await ConfirmAloneAsync(seen.Project, seen.Resource, seen.Session, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<ClaimAnswer> ConfirmAloneAsync(ProjectId project, string resource, SessionId? session, CancellationToken cancellationToken)
    {
        if (claims.Find(project, resource) is { IsHeld: true } held && HostOf(project) is { } host)
        {
            var standing = await host.FindClaimAsync(SourceOf(project), resource, cancellationToken).ConfigureAwait(false);
            switch (ClaimDecision.Compare(held, standing))
            {
                case ClaimFinding.Gone:
                    await AppendAsync(held, [new ClaimFacts.Lost(null, "It was gone from the scm.")], cancellationToken).ConfigureAwait(false);
                    break;
                case ClaimFinding.TakenOver:
                    await LoseAsync(held, standing!, cancellationToken).ConfigureAwait(false);
                    return Refuse(project, standing!);
            }
        }

        return await ClaimAloneAsync(project, resource, session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes over what another holds, once a person has consented.</summary>
    public async Task<ClaimAnswer> TakeOverAsync(ProjectId project, string resource, SessionId session, string reason, CancellationToken cancellationToken)
    {
        var host = HostOf(project);
        var held = claims.Find(project, resource) is { IsHeld: true } own ? own : null;
        var standing = host is null
            ? held is null ? null : OfJournal(held)
            : await host.FindClaimAsync(SourceOf(project), resource, cancellationToken).ConfigureAwait(false);
        if (standing is null || (standing.Holder == new ClaimHolder(Instance, session) && held?.Session == session))
        {
            return await ConfirmAsync(project, resource, session, cancellationToken).ConfigureAwait(false);
        }

        // The claim at the scm may be one that names no session, where the session was begun after it was made.
        var from = held is not null && held.Claim?.Version == standing.Version ? new ClaimHolder(Instance, held.Session) : standing.Holder;
        var request = new ClaimRequest
        {
            Key = ClaimKeys.TakeOver(context.Keys, project, resource, standing.Version, session),
            Source = SourceOf(project),
            Resource = resource,
            Holder = new ClaimHolder(Instance, session),
            InsteadOf = standing.Version,
            Reason = reason,
        };
        WorkClaim? other = null;
        var action = new EffectAction<WorkClaim>
        {
            ResultType = ClaimFactsJson.Default.WorkClaim,
            Find = token => FindAsync(host, request, token),
            Perform = async () =>
            {
                var result = host is null ? TakeFromJournal(project, request) : await host.ClaimAsync(request).ConfigureAwait(false);
                other = result.Granted ? null : result.Claim;
                return result.Granted ? result.Claim : throw new AoException(ClaimTexts.HeldBy(resource, result.Claim.Holder, Instance));
            },
            MayRepeat = true,
        };
        var effect = ClaimEffects.TakeOver(ScmOf(project), request, from, Instance);
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is null && other is not null)
        {
            return Refuse(project, other);
        }

        return await TakeAsync(request, outcome.Require(effect), from, host is not null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives up what is held, if it is what is meant.</summary>
    public async Task ReleaseAsync(ProjectId project, string resource, Func<ClaimState, bool> isMeant, string reason, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(project, resource, cancellationToken).ConfigureAwait(false);
        if (claims.Find(project, resource) is not { IsHeld: true } held || !isMeant(held))
        {
            return;
        }

        if (held.Claim is { } claim && HostOf(project) is not null)
        {
            await ReleaseAtScmAsync(project, claim, cancellationToken).ConfigureAwait(false);
        }

        await log.AppendAsync(ClaimFactKinds.StreamOf(project, resource), expectedVersion: null, [new ClaimFacts.Released(reason)], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sees to a claim at the scm that is this orchestrator's and that its journal knows nothing of: it died before it could write it down.</summary>
    public async Task AdoptAsync(ProjectId project, WorkClaim orphan, CancellationToken cancellationToken)
    {
        using var alone = await LockAsync(project, orphan.Resource, cancellationToken).ConfigureAwait(false);
        if (claims.Find(project, orphan.Resource) is { IsHeld: true }
            || await HostOf(project)!.FindClaimAsync(SourceOf(project), orphan.Resource, cancellationToken).ConfigureAwait(false) is not { } standing
            || standing.Version != orphan.Version)
        {
            // It was written down, or given up, since it was seen.
            return;
        }

        if (orphan.Holder.Session is { } session && context.Sessions.Find(session) is { End: null })
        {
            await HoldAsync(project, orphan.Resource, new ClaimFacts.Held(session, orphan.Key, orphan), cancellationToken).ConfigureAwait(false);
            return;
        }

        await ReleaseAtScmAsync(project, orphan, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shows a claim as the scm holds it.</summary>
    public HeldClaim View(ProjectId project, WorkClaim claim) => claims.Find(project, claim.Resource) is { IsHeld: true } held && held.Claim?.Version == claim.Version
        ? held.View(Instance)
        : new HeldClaim { Project = project, Resource = claim.Resource, Holder = claim.Holder, IsOwn = claim.Holder.Instance == Instance, IsShared = true, At = claim.At, Reason = claim.Reason };

    private async Task<ClaimAnswer> ClaimAloneAsync(ProjectId project, string resource, SessionId? session, CancellationToken cancellationToken)
    {
        if (claims.Find(project, resource) is { IsHeld: true } held)
        {
            return new ClaimAnswer(held.Session == session, held.View(Instance));
        }

        var key = ClaimKeys.Claim(context.Keys, project, resource, claims.Find(project, resource)?.Version ?? 0, session);
        if (HostOf(project) is not { } host)
        {
            return await HoldAsync(project, resource, new ClaimFacts.Held(session, key, Claim: null), cancellationToken).ConfigureAwait(false);
        }

        var request = new ClaimRequest { Key = key, Source = SourceOf(project), Resource = resource, Holder = new ClaimHolder(Instance, session) };
        if (await host.FindClaimAsync(request.Source, resource, cancellationToken).ConfigureAwait(false) is { } standing)
        {
            // Its own, where it died between the claim and the fact.
            return standing.Holder == request.Holder
                ? await HoldAsync(project, resource, new ClaimFacts.Held(session, standing.Key, standing), cancellationToken).ConfigureAwait(false)
                : Refuse(project, standing);
        }

        return await ClaimAtScmAsync(host, request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ClaimAnswer> ClaimAtScmAsync(IClaimHost host, ClaimRequest request, CancellationToken cancellationToken)
    {
        var project = request.Source.Project;
        WorkClaim? other = null;
        var action = new EffectAction<WorkClaim>
        {
            ResultType = ClaimFactsJson.Default.WorkClaim,
            Find = token => FindAsync(host, request, token),
            Perform = async () =>
            {
                var result = await host.ClaimAsync(request).ConfigureAwait(false);
                other = result.Granted ? null : result.Claim;
                return result.Granted ? result.Claim : throw new AoException(ClaimTexts.HeldBy(request.Resource, result.Claim.Holder, Instance));
            },
            MayRepeat = true,
        };

        // A session that is being made has no gate yet.
        var cause = request.Holder.Session is { } session && context.Sessions.Find(session) is not null ? request.Holder.Session : null;
        var effect = ClaimEffects.Claim(ScmOf(project), request, cause, Instance);
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.Value is null && other is not null)
        {
            return Refuse(project, other);
        }

        if (outcome.IsTransient)
        {
            throw outcome.Transient("The claim could not be made.");
        }

        var claim = outcome.Require(effect);
        var answer = await HoldAsync(project, request.Resource, new ClaimFacts.Held(request.Holder.Session, request.Key, claim), cancellationToken).ConfigureAwait(false);

        // The outcome may be one of an earlier life: others may have changed it since.
        var standing = await host.FindClaimAsync(request.Source, request.Resource, cancellationToken).ConfigureAwait(false);
        if (standing?.Version == claim.Version)
        {
            return answer;
        }

        await AppendAsync(claims.Find(project, request.Resource)!, [new ClaimFacts.Lost(standing?.Holder, "It changed hands before it was seen here.")], cancellationToken).ConfigureAwait(false);

        // One that was given up since is claimed anew: by what is known now that is another operation.
        return standing is not null
            ? Refuse(project, standing)
            : await ClaimAloneAsync(project, request.Resource, request.Holder.Session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes down that something was taken over, and tells the old owner where it is one of this orchestrator's sessions.</summary>
    private async Task<ClaimAnswer> TakeAsync(ClaimRequest request, WorkClaim claim, ClaimHolder from, bool isShared, CancellationToken cancellationToken)
    {
        var project = request.Source.Project;
        using var alone = await LockAsync(project, request.Resource, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var current = claims.Find(project, request.Resource);
            if (current is { IsHeld: true } && current.Session == request.Holder.Session)
            {
                return new ClaimAnswer(true, current.View(Instance));
            }

            var taken = new ClaimFacts.Held(request.Holder.Session, request.Key, isShared ? claim : null, from, request.Reason);
            List<StreamAppend> appends = [log.Prepare(ClaimFactKinds.StreamOf(project, request.Resource), current?.Version ?? 0, [taken])];
            if (current is { IsHeld: true })
            {
                appends.AddRange(losses.Prepare(current, request.Holder, request.Reason));
            }

            try
            {
                await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
                return new ClaimAnswer(true, claims.Find(project, request.Resource)!.View(Instance));
            }
            catch (StreamVersionException)
            {
                // The old owner has moved on meanwhile: it is told as it is now.
            }
        }
    }

    private async Task LoseAsync(ClaimState held, WorkClaim standing, CancellationToken cancellationToken)
    {
        while (true)
        {
            List<StreamAppend> appends = [log.Prepare(ClaimFactKinds.StreamOf(held.Project, held.Resource), held.Version, [new ClaimFacts.Lost(standing.Holder, standing.Reason is null ? "Another has taken it over." : Printable.Line(Printable.Clean(standing.Reason)))])];
            appends.AddRange(losses.Prepare(held, standing.Holder, standing.Reason));
            try
            {
                await log.AppendAsync(appends, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StreamVersionException)
            {
                held = claims.Find(held.Project, held.Resource)!;
            }
        }
    }

    private async Task ReleaseAtScmAsync(ProjectId project, WorkClaim claim, CancellationToken cancellationToken)
    {
        var host = HostOf(project)!;
        var source = SourceOf(project);
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Find = async token => (await host.FindClaimAsync(source, claim.Resource, token).ConfigureAwait(false))?.Version == claim.Version ? null : "released",
            Perform = async () =>
            {
                await host.ReleaseClaimAsync(source, claim).ConfigureAwait(false);
                return "released";
            },
            MayRepeat = true,
        };
        var effect = ClaimEffects.Release(ScmOf(project), ClaimKeys.Release(context.Keys, project, claim.Resource, claim.Version), source, claim);
        var outcome = await context.Gate.PerformAsync(effect, action, cancellationToken).ConfigureAwait(false);
        if (outcome.IsTransient)
        {
            throw outcome.Transient("The claim could not be given up.");
        }

        if (outcome.Status != EffectStatus.Succeeded)
        {
            outcome.Require(effect);
        }
    }

    private async Task<ClaimAnswer> HoldAsync(ProjectId project, string resource, ClaimFacts.Held held, CancellationToken cancellationToken)
    {
        await log.AppendAsync(ClaimFactKinds.StreamOf(project, resource), claims.Find(project, resource)?.Version ?? 0, [held], cancellationToken).ConfigureAwait(false);
        return new ClaimAnswer(true, claims.Find(project, resource)!.View(Instance));
    }

    private async Task AppendAsync(ClaimState state, IReadOnlyList<object> facts, CancellationToken cancellationToken) =>
        await log.AppendAsync(ClaimFactKinds.StreamOf(state.Project, state.Resource), state.Version, facts, cancellationToken).ConfigureAwait(false);

    private static async ValueTask<WorkClaim?> FindAsync(IClaimHost? host, ClaimRequest request, CancellationToken cancellationToken) =>
        host is not null && await host.FindClaimAsync(request.Source, request.Resource, cancellationToken).ConfigureAwait(false) is { } found && found.Key == request.Key ? found : null;

    /// <summary>Where the scm holds no claims, what was held while the person thought must still be.</summary>
    private ClaimResult TakeFromJournal(ProjectId project, ClaimRequest request)
    {
        var now = claims.Find(project, request.Resource) is { IsHeld: true } held ? OfJournal(held) : null;
        return now is not null && now.Version != request.InsteadOf
            ? new ClaimResult(false, now)
            : new ClaimResult(true, new WorkClaim { Resource = request.Resource, Holder = request.Holder, Key = request.Key, Version = "journal", At = context.Time.GetUtcNow(), Reason = request.Reason });
    }

    private WorkClaim OfJournal(ClaimState held) => new()
    {
        Resource = held.Resource,
        Holder = new ClaimHolder(Instance, held.Session),
        Key = ClaimKeys.Claim(context.Keys, held.Project, held.Resource, held.Version, held.Session),
        Version = held.Version.ToString(CultureInfo.InvariantCulture),
        At = held.At,
    };

    private ClaimAnswer Refuse(ProjectId project, WorkClaim standing) => new(false, View(project, standing));

    private ValueTask<IDisposable> LockAsync(ProjectId project, string resource, CancellationToken cancellationToken) =>
        _resources.AcquireAsync(context.Keys.Of(project, $"claim/{ClaimKeys.PartOf(resource)}"), cancellationToken);

    private string ScmOf(ProjectId project) => projects.Get(project).Options.Scm;
}
