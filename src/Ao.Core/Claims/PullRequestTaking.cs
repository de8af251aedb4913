using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;

namespace Ao.Claims;

/// <summary>Has a session that is being made take up a pull request that is there: it is claimed before anything else.</summary>
internal sealed class PullRequestTaking(SessionContext context, ClaimDesk desk)
{
    /// <summary>Pins a session to the head of the pull request that it takes up.</summary>
    /// <exception cref="AoException">There is none of that number, it is not open, or the scm has no pull requests.</exception>
    public async ValueTask<SpawnRequest> PinAsync(SpawnRequest request, Project project, CancellationToken cancellationToken)
    {
        if (request.PullRequest is not { } number)
        {
            return request;
        }

        var host = context.Plugins.Find<IPullRequestHost>(Slot.Scm, project.Options.Scm)
            ?? throw new AoException($"The scm '{project.Options.Scm}' of project '{project.Id}' has no pull requests. Leave PullRequest out.");
        var pullRequest = await host.GetPullRequestAsync(project.Source, number, cancellationToken).ConfigureAwait(false);
        return pullRequest.State == PullRequestState.Open
            ? request with { Revision = pullRequest.HeadRevision }
            : throw new AoException($"Pull request {number} is {pullRequest.State.ToString().ToLowerInvariant()}. Name one that is open.");
    }

    /// <summary>Claims the pull request for a session of that id.</summary>
    /// <returns>Why it could not be, where another holds it.</returns>
    public async ValueTask<string?> ClaimAsync(ProjectId project, int number, SessionId session, CancellationToken cancellationToken)
    {
        var resource = ClaimResource.OfPullRequest(number);
        var answer = await desk.ClaimAsync(project, resource, session, cancellationToken).ConfigureAwait(false);
        return answer.IsGranted ? null : ClaimTexts.HeldBy(resource, answer.Claim.Holder, context.Keys.Instance);
    }

    /// <summary>Gives the pull request back that was claimed for a session which was not made after all.</summary>
    public async ValueTask GiveBackAsync(ProjectId project, int? number, SessionId session, CancellationToken cancellationToken)
    {
        if (number is { } taken)
        {
            await desk.ReleaseAsync(project, ClaimResource.OfPullRequest(taken), held => held.Session == session, "The session was not made.", cancellationToken).ConfigureAwait(false);
        }
    }
}
