using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.PullRequests;
using Ao.Scm;
using Ao.Sessions;
using Ao.Trackers;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Claims;

/// <summary>Claims for operators: checks what they ask, and makes a pull request that changes hands the new owner's own.</summary>
internal sealed class ClaimService(SessionContext context, ProjectCatalog projects, ClaimProjection claims, ClaimDesk desk) : IClaims
{
    public IReadOnlyList<HeldClaim> List(ProjectId project) =>
        [.. claims.Held.Where(state => state.Project == project).OrderBy(static state => state.Resource, StringComparer.Ordinal).Select(state => state.View(context.Keys.Instance))];

    public async Task<IReadOnlyList<HeldClaim>> ReadAsync(ProjectId project, CancellationToken cancellationToken = default)
    {
        _ = projects.Get(project);
        return desk.HostOf(project) is { } host
            ? [.. (await host.ListClaimsAsync(desk.SourceOf(project), cancellationToken).ConfigureAwait(false)).Select(claim => desk.View(project, claim))]
            : List(project);
    }

    public async Task<ClaimAnswer> ClaimAsync(SessionId session, string resource, CancellationToken cancellationToken = default)
    {
        var state = Owner(session, resource);
        await RequireThereAsync(state, resource, cancellationToken).ConfigureAwait(false);
        var answer = await desk.ConfirmAsync(state.Request.Project, resource, session, cancellationToken).ConfigureAwait(false);
        return await AdoptAsync(answer, session, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ClaimAnswer> TakeOverAsync(SessionId session, string resource, string reason, CancellationToken cancellationToken = default)
    {
        var why = ClaimTexts.CheckReason(reason);
        var state = Owner(session, resource);
        await RequireThereAsync(state, resource, cancellationToken).ConfigureAwait(false);
        var answer = await desk.TakeOverAsync(state.Request.Project, resource, session, why, cancellationToken).ConfigureAwait(false);
        return await AdoptAsync(answer, session, cancellationToken).ConfigureAwait(false);
    }

    public async Task ReleaseAsync(SessionId session, string resource, CancellationToken cancellationToken = default)
    {
        var state = context.Sessions.Get(session);
        var isHeld = claims.Find(state.Request.Project, ClaimResource.Check(resource)) is { IsHeld: true } held && held.Session == session;
        await desk.ReleaseAsync(state.Request.Project, resource, now => now.Session == session, "It was given up.", cancellationToken).ConfigureAwait(false);
        if (isHeld && ClaimResource.PullRequestOf(resource) is { } number && context.Sessions.Get(session).PullRequest is { State: ProposalState.Open or ProposalState.Unknown } own && own.Number == number)
        {
            await context.AppendAsync(session, cancellationToken, new Facts.PullRequestTakenOver(number, "nobody")).ConfigureAwait(false);
        }
    }

    /// <summary>Checks who is to own what.</summary>
    private SessionState Owner(SessionId session, string resource)
    {
        ClaimResource.Check(resource);
        var state = context.Sessions.Get(session);
        if (!ClaimDecision.CanOwn(state.Request.Role, resource))
        {
            throw new AoException($"Session '{session}' is a {state.Request.Role.ToString().ToLowerInvariant()} and can own no {ClaimResource.Describe(resource).Split(' ')[0]}. Name a worker.");
        }

        if (state.IsEnded(SessionStatus.Stopped, SessionStatus.Failed, SessionStatus.Lost))
        {
            throw new AoException($"Session '{session}' was {state.Status.ToString().ToLowerInvariant()}. Restore it first, or name another.");
        }

        return ClaimResource.PullRequestOf(resource) is { } number && state.PullRequest is { Number: { } own, State: ProposalState.Open or ProposalState.Unknown } && own != number
            ? throw new AoException($"Session '{session}' owns pull request {own}, and a session owns one. Name another session.")
            : state;
    }

    /// <summary>Looks whether there is what is to be claimed, before anything is: a claim of nothing would stay for ever.</summary>
    private async Task RequireThereAsync(SessionState state, string resource, CancellationToken cancellationToken)
    {
        var project = projects.Get(state.Request.Project);
        if (ClaimResource.PullRequestOf(resource) is { } number)
        {
            await HostOf(state).GetPullRequestAsync(project.Source, number, cancellationToken).ConfigureAwait(false);
        }
        else if (ClaimResource.IssueIdOf(resource) is { } id && project.Options.Tracker is { } tracker
            && await context.Plugins.Get<ITracker>(tracker).GetAsync(project.Source, id, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new AoException($"The tracker '{tracker}' of project '{project.Id}' has no issue '{Printable.Quote(id)}'. Correct the id.");
        }
    }

    private IPullRequestHost HostOf(SessionState state) => context.Plugins.Find<IPullRequestHost>(Slot.Scm, context.ScmNameOf(state))
        ?? throw new AoException($"The scm '{context.ScmNameOf(state)}' has no pull requests.");

    /// <summary>Makes a pull request that a session was granted the session's own, and tells the session.</summary>
    private async Task<ClaimAnswer> AdoptAsync(ClaimAnswer answer, SessionId session, CancellationToken cancellationToken)
    {
        if (!answer.IsGranted || ClaimResource.PullRequestOf(answer.Claim.Resource) is not { } number)
        {
            return answer;
        }

        while (true)
        {
            var state = context.Sessions.Get(session);
            if (state.PullRequest is { State: not ProposalState.TakenOver, Number: { } own } && own == number)
            {
                return answer;
            }

            var pullRequest = await HostOf(state).GetPullRequestAsync(desk.SourceOf(state.Request.Project), number, cancellationToken).ConfigureAwait(false);
            List<object> facts = [new Facts.PullRequestAdopted(number, pullRequest.HeadRevision, pullRequest.Address)];
            if (state.End is null)
            {
                facts.Add(SessionMessages.Accept(state, $"You own pull request {number} now. Its head is revision {Printable.Quote(pullRequest.HeadRevision)}: what you claim to be done is put into it, so build on that revision."));
            }

            try
            {
                await context.AppendAsync(state, cancellationToken, facts).ConfigureAwait(false);
                return answer;
            }
            catch (StreamVersionException)
            {
                // The session has moved on: look again.
            }
        }
    }
}
