using System.Globalization;
using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Reactions;

/// <summary>Says that all sessions of a project have ended: a pure function of them.</summary>
internal static class CompletionTrigger
{
    public static ReactionSighting Of(ProjectId project, IReadOnlyCollection<SessionState> sessions, DateTimeOffset? watchedSince, bool includesSummary)
    {
        if (sessions.Count == 0 || sessions.Any(static session => !IsEnded(session)) || sessions.Max(static session => session.UpdatedAt) < watchedSince)
        {
            return ReactionSighting.Nothing;
        }

        var mark = sessions.OrderBy(static session => session.RequestedAt).Select(static session => string.Create(CultureInfo.InvariantCulture, $"{session.Id}/{session.Run?.Id.Number}/{session.End!.Status}"));
        return new ReactionSighting
        {
            Occurrence = new ReactionOccurrence
            {
                Title = string.Create(CultureInfo.InvariantCulture, $"All {sessions.Count} sessions of {project} have ended"),
                Items = [new ReactionItem(ContentFingerprint.Of([.. mark]), includesSummary ? SummaryOf(sessions) : "Nothing runs any more")],
            },
        };
    }

    /// <summary>A session that was done and has been told something since goes on.</summary>
    public static bool IsEnded(SessionState session) => session.End is not null && session.Status is SessionStatus.Done or SessionStatus.Stopped or SessionStatus.Failed or SessionStatus.Lost;

    private static string SummaryOf(IReadOnlyCollection<SessionState> sessions)
    {
        var ends = sessions.GroupBy(static session => session.Status).OrderBy(static group => group.Key).Select(static group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));
        var merged = sessions.Count(static session => session.PullRequest?.State == ProposalState.Merged);
        var open = sessions.Count(static session => session.PullRequest?.State == ProposalState.Open);
        return string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", ends)}; pull requests: {merged} merged, {open} open");
    }
}
