using Ao.Journal;
using Ao.Plugins;
using Ao.Sessions;

namespace Ao.Claims;

/// <summary>Stands before everything that changes a pull request: only its one owner session gets by.</summary>
internal sealed class ClaimGuard(SessionContext context, ClaimDesk desk)
{
    /// <summary>Makes sure that a session owns a pull request at this moment. One that nobody holds is claimed.</summary>
    /// <exception cref="AoException">Another owns it; the message names the owner. Or it could not be seen who does, and then nothing is changed.</exception>
    public async ValueTask RequireAsync(SessionState state, int number, CancellationToken cancellationToken)
    {
        var resource = ClaimResource.OfPullRequest(number);
        if (!ClaimDecision.CanOwn(state.Request.Role, resource))
        {
            throw new AoException($"Session '{state.Id}' is a {state.Request.Role.ToString().ToLowerInvariant()}, which can own no pull request.");
        }

        try
        {
            if (await desk.ConfirmAsync(state.Request.Project, resource, state.Id, cancellationToken).ConfigureAwait(false) is { IsGranted: false } refused)
            {
                throw new AoException(ClaimTexts.HeldBy(resource, refused.Claim.Holder, context.Keys.Instance));
            }
        }
        catch (AoException exception) when (exception is OutcomeUnknownException or PluginException)
        {
            // Nothing was done to the pull request itself, and that is certain: it can be tried again.
            throw new TransientException($"It could not be seen whether session '{state.Id}' still owns pull request {number}, so that nothing was changed: {exception.Message}", innerException: exception);
        }
    }

    /// <summary>Says why a pull request is not a session's own, where it is not.</summary>
    public async ValueTask<string?> FindObstacleAsync(SessionState state, int number, CancellationToken cancellationToken)
    {
        try
        {
            await RequireAsync(state, number, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AoException exception) when (exception is not (TransientException or JournalException))
        {
            return exception.Message;
        }
    }
}
