using System.Globalization;
using Ao.PullRequests;
using Ao.Scm;

namespace Ao.Reactions;

/// <summary>What a pull request gives to react to.</summary>
internal static class PullRequestTriggers
{
    private static readonly ReactionSighting s_over = new() { IsOver = true };

    public static ReactionSighting CiFailed(ReactionScene scene)
    {
        if (scene.Open is not { } open)
        {
            return s_over;
        }

        var head = open.PullRequest.HeadRevision;
        var failed = PullRequestStanding.FailedChecksOf(open);
        var sighting = new ReactionSighting
        {
            Head = head,
            Base = open.BaseRevision,
            PassedChecks = open.Checks is { } report && report.Revision == head ? [.. report.Checks.Where(static check => check.State == CheckState.Passed).Select(static check => check.Name)] : [],
            IsUnclear = scene.IsBeingUpdated || PullRequestStanding.ChecksOf(open) != CheckState.Passed,
        };
        return failed.Count == 0 || scene.IsBeingUpdated ? sighting : sighting with
        {
            Occurrence = new ReactionOccurrence
            {
                Title = $"{Count(failed.Count, "check")} of pull request {Text(open.PullRequest.Number)} failed",
                Revision = head,
                Items = [.. failed.Select(check => new ReactionItem(
                    ContentFingerprint.Of(check, head),
                    $"Check '{Printable.Quote(check.Name)}', {(check.Step is { } step ? $"step '{Printable.Quote(step)}'" : "a step without a name")}{(check.Attempt > 1 ? $", attempt {Text(check.Attempt)}" : "")}, failed",
                    $"the output of check {Printable.Quote(check.Name)}",
                    check.Excerpt,
                    check))],
            },
        };
    }

    public static ReactionSighting ChangesRequested(ReactionScene scene)
    {
        if (scene.Open is not { } open)
        {
            return s_over;
        }

        var asking = PullRequestStanding.LastVerdictsOf(open).Where(review => review.Verdict == ReviewVerdict.RequestChanges && !scene.IsOurReviewer(review.Author)).ToList();
        return asking.Count == 0 ? ReactionSighting.Nothing : Seen(
            open,
            $"Changes are asked for in pull request {Text(open.PullRequest.Number)}",
            asking.Select(static review => new ReactionItem(
                ContentFingerprint.Of("review", review.Author, review.Revision, review.At.ToString("O", CultureInfo.InvariantCulture)),
                $"{Printable.Quote(review.Author)} asks for changes to revision {Printable.Quote(review.Revision)}",
                $"the review of {Printable.Quote(review.Author)}",
                review.Body)));
    }

    public static ReactionSighting MergeConflicts(ReactionScene scene) => scene.Open switch
    {
        null => s_over,
        { PullRequest.Mergeability: Mergeability.Conflicting } open when !scene.IsBeingUpdated => Seen(
            open,
            $"Pull request {Text(open.PullRequest.Number)} conflicts with its base branch '{Printable.Quote(open.PullRequest.BaseBranch)}'",
            [
                new ReactionItem(
                    ContentFingerprint.Of([open.PullRequest.HeadRevision, .. open.PullRequest.Conflicts]),
                    "It cannot be merged as it is",
                    "the paths that conflict",
                    string.Join('\n', open.PullRequest.Conflicts)),
            ]),
        { PullRequest.Mergeability: Mergeability.Unknown } => new ReactionSighting { IsUnclear = true },
        _ => new ReactionSighting { IsUnclear = scene.IsBeingUpdated },
    };

    public static ReactionSighting ApprovedAndGreen(ReactionScene scene)
    {
        if (scene.Open is not { } open)
        {
            return s_over;
        }

        var isGreen = PullRequestStanding.ChecksOf(open) switch
        {
            CheckState.Passed => true,
            CheckState.None => !scene.ChecksRequired,
            _ => false,
        };
        return isGreen && !scene.IsBeingUpdated && PullRequestStanding.ReviewOf(open) == ObservedReviewState.Approved && open.PullRequest.Mergeability is Mergeability.Mergeable or Mergeability.Unknown && scene.IsReviewed()
            ? Seen(
                open,
                $"Pull request {Text(open.PullRequest.Number)} is approved, and its checks have passed",
                [new ReactionItem(ContentFingerprint.Of("approved-and-green", open.PullRequest.HeadRevision), $"'{Printable.Quote(open.PullRequest.Title)}' can be merged")])
            : ReactionSighting.Nothing;
    }

    public static ReactionSighting Closed(ReactionScene scene) => scene.Session.PullRequest is { State: ProposalState.Closed, Number: { } number }
        ? new ReactionSighting
        {
            Occurrence = new ReactionOccurrence
            {
                Title = $"Pull request {Text(number)} was closed without a merge",
                Items = [new ReactionItem(ContentFingerprint.Of("closed", Text(number)), "Somebody has closed it: learn why, then have the session go on or stop it")],
            },
        }
        : ReactionSighting.Nothing;

    private static ReactionSighting Seen(PullRequestReading open, string title, IEnumerable<ReactionItem> items) => new()
    {
        Head = open.PullRequest.HeadRevision,
        Occurrence = new ReactionOccurrence { Title = title, Revision = open.PullRequest.HeadRevision, Items = [.. items] },
    };

    private static string Count(int count, string what) => $"{Text(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
