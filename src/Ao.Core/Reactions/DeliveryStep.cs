using Ao.Plugins;
using Ao.PullRequests.Watch;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Reactions;

/// <summary>Tells a session what has happened, once, and only what is still so.</summary>
internal sealed class DeliveryStep(ReactionContext context, PullRequestReader reader, PullRequestRecorder recorder)
{
    public async Task SendAsync(ReactionState state, ReactionPolicy policy, ReactionOccurrence occurrence, IReadOnlyList<ReactionItem> items, CancellationToken cancellationToken)
    {
        var now = occurrence.Revision is null ? occurrence : await LookAnewAsync(state, policy, occurrence, cancellationToken).ConfigureAwait(false);
        var still = now?.Revision != occurrence.Revision ? [] : items.Where(item => now!.Items.Any(other => other.Fingerprint == item.Fingerprint)).Take(ReactionMessages.MaxItems).ToList();
        if (still.Count == 0)
        {
            await context.AppendAsync(state, cancellationToken, new Facts.Stale([.. items.Select(static item => item.Fingerprint)], $"It was not sent: {(now is null ? "it is true no more" : now.Revision == occurrence.Revision ? "it says something else by now" : $"the head is revision {now.Revision} by now")}.")).ConfigureAwait(false);
            return;
        }

        // Read after the look: a session that was stopped or told something meanwhile has another version.
        var session = context.Sessions.Sessions.Get(state.Id.Session!.Value);
        if (context.Sessions.Stops.IsClosed(session.Id))
        {
            return;
        }

        var text = ReactionMessages.ToAgent(policy, state, now!, still) + await BringBaseAsync(state, session, cancellationToken).ConfigureAwait(false);
        var message = SessionMessages.Accept(session, text);
        await context.AppendAsync(
            state,
            [new Facts.Sent([.. still.Select(static item => item.Fingerprint)], message.MessageId, occurrence.Revision)],
            [context.Sessions.Prepare(session, message)],
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has the session's remote offer the newest base branch, without which no conflict could be resolved.</summary>
    /// <returns>What the session is told of it.</returns>
    private async Task<string> BringBaseAsync(ReactionState state, SessionState session, CancellationToken cancellationToken)
    {
        if (state.Id.Key != ReactionKeys.MergeConflicts || !session.WorkspaceIsOpen || context.Sessions.Plugins.Find<IBaseRefresh>(Slot.Scm, context.Sessions.ScmNameOf(session)) is not { } remote)
        {
            return "";
        }

        var revision = await remote.RefreshBaseAsync(session.Workspace!, cancellationToken).ConfigureAwait(false);
        return $"\nThe remote of your workspace offers the newest {Printable.Quote(session.Workspace!.BaseBranch)} now, at revision {revision}. Take that in.\n";
    }

    /// <summary>Reads the pull request from the forge, and gives what there is to react to in it now. What differs from what was known is written down.</summary>
    private async Task<ReactionOccurrence?> LookAnewAsync(ReactionState state, ReactionPolicy policy, ReactionOccurrence occurrence, CancellationToken cancellationToken)
    {
        var session = context.Sessions.Sessions.Get(state.Id.Session!.Value);
        var project = context.Sessions.ProjectOf(session);
        var reading = await reader.ReadAsync(context.Sessions.ScmNameOf(session), project.Source, session.PullRequest!.Number!.Value, cancellationToken).ConfigureAwait(false);
        var sight = Sight.Of(reading);
        var seen = context.SightingOf(state.Id, policy, sight.Reading).Occurrence;
        var fingerprints = seen?.Items.Select(static item => item.Fingerprint).ToHashSet(StringComparer.Ordinal);
        if (fingerprints is null || seen!.Revision != occurrence.Revision || !fingerprints.SetEquals(occurrence.Items.Select(static item => item.Fingerprint)))
        {
            await recorder.RecordAsync(session.Id, project.Id, sight, cancellationToken).ConfigureAwait(false);
        }

        return seen;
    }
}
