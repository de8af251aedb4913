using Ao.Journal;
using Ao.Notices;
using Ao.Notifiers;
using Ao.Scm;
using Ao.Sessions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Claims;

/// <summary>Prepares what belongs to the loss of a claim, to be written with the loss itself: the session is told, the pull request is not its own any more, and people are told.</summary>
internal sealed class ClaimLosses(SessionContext context, NoticeDesk notices)
{
    /// <summary>Prepares the appends, under the versions that were seen.</summary>
    /// <param name="held">The claim as it was held.</param>
    /// <param name="to">Who holds it now; nobody, where it was gone.</param>
    /// <param name="reason">Why, where it was taken over.</param>
    public IReadOnlyList<StreamAppend> Prepare(ClaimState held, ClaimHolder? to, string? reason)
    {
        var what = ClaimResource.Describe(held.Resource);
        var holder = to is null ? "nobody" : ClaimTexts.NameOf(to, context.Keys.Instance);
        var why = string.IsNullOrEmpty(reason) ? "" : $" The reason that was given: {Printable.Line(Printable.Clean(reason))}";
        List<StreamAppend> appends = [];
        if (held.Session is { } id && context.Sessions.Find(id) is { } session && FactsFor(session, held, holder, $"Your claim of {what} was taken over: {holder} holds it now. Do no more for it; what you have is kept.{why}") is { Count: > 0 } facts)
        {
            appends.Add(context.Prepare(session, facts));
        }

        var notice = new NewNotice
        {
            Key = context.Keys.Of(held.Project, $"claim/{ClaimKeys.PartOf(held.Resource)}/{held.Version}/lost"),
            Priority = NotificationPriority.Warning,
            Topic = "claim.lost",
            Title = $"{what} is held by {holder} now{(held.Session is { } loser ? $", and not by session '{loser}' any more" : "")}",
            Body = why.Trim(),
            Project = held.Project,
            Session = held.Session,
        };
        if (notices.Prepare(notice) is { } raised)
        {
            appends.Add(raised);
        }

        return appends;
    }

    /// <summary>A session that is done is not woken for it; one that has ended otherwise takes no messages.</summary>
    private static List<object> FactsFor(SessionState session, ClaimState held, string holder, string message)
    {
        List<object> facts = [];
        if (ClaimResource.PullRequestOf(held.Resource) is { } number && session.PullRequest?.Number == number)
        {
            facts.Add(new Facts.PullRequestTakenOver(number, holder));
        }

        if (session.End is null)
        {
            facts.Add(SessionMessages.Accept(session, message));
        }

        return facts;
    }
}
