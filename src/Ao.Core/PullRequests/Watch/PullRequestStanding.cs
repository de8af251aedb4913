using Ao.Scm;

namespace Ao.PullRequests;

/// <summary>Derives where a pull request stands from what was read of it: pure functions.</summary>
internal static class PullRequestStanding
{
    private const int MaxListed = 10;

    /// <summary>Gives what the reviews amount to. An approval counts for the revision it was given for; a wish for changes until its author says otherwise.</summary>
    public static ObservedReviewState ReviewOf(PullRequestReading reading)
    {
        var last = LastVerdictsOf(reading);
        return last.Exists(static review => review.Verdict == ReviewVerdict.RequestChanges) ? ObservedReviewState.ChangesRequested
            : last.Exists(review => review.Verdict == ReviewVerdict.Approve && review.Revision == reading.PullRequest.HeadRevision) ? ObservedReviewState.Approved
            : ObservedReviewState.Pending;
    }

    /// <summary>Gives the last verdict of each author. A remark is none.</summary>
    public static List<Review> LastVerdictsOf(PullRequestReading reading) =>
        [.. reading.Reviews.Where(static review => review.Verdict != ReviewVerdict.Comment).GroupBy(static review => review.Author, StringComparer.Ordinal).Select(static reviews => reviews.Last())];

    /// <summary>Gives the checks that have failed on the head; what is about another revision says nothing of it.</summary>
    public static IReadOnlyList<Check> FailedChecksOf(PullRequestReading reading) =>
        reading.Checks is { } report && report.Revision == reading.PullRequest.HeadRevision
            ? [.. report.Checks.Where(static check => check.State == CheckState.Failed)]
            : [];

    /// <summary>Gives what the checks of the head say; none where nothing has reported on it.</summary>
    public static CheckState ChecksOf(PullRequestReading reading) =>
        reading.Checks is { } report && report.Revision == reading.PullRequest.HeadRevision ? report.State : CheckState.None;

    public static IReadOnlyList<string> ObstaclesOf(PullRequestReading reading)
    {
        var obstacles = new List<string>();
        if (reading.PullRequest.State != PullRequestState.Open)
        {
            obstacles.Add($"It is {reading.PullRequest.State.ToString().ToLowerInvariant()}.");
            return obstacles;
        }

        if (reading.PullRequest.Mergeability == Mergeability.Conflicting)
        {
            obstacles.Add($"It conflicts with its base branch{Listed(": ", reading.PullRequest.Conflicts)}.");
        }

        if (reading.PullRequest.Mergeability == Mergeability.Blocked)
        {
            if (reading.PullRequest.Obstacles.Count > 0)
            {
                obstacles.AddRange(reading.PullRequest.Obstacles.Take(MaxListed).Select(Printable.Line));
            }
            else
            {
                obstacles.Add("The forge does not let it be merged: checks or reviews that it demands are missing or have failed.");
            }
        }

        if (reading.Checks is not null)
        {
            AddChecks(obstacles, reading);
        }

        if (ReviewOf(reading) == ObservedReviewState.ChangesRequested)
        {
            obstacles.Add($"Changes are asked for by {Listed("", [.. LastVerdictsOf(reading).Where(static review => review.Verdict == ReviewVerdict.RequestChanges).Select(static review => review.Author)])}.");
        }

        return obstacles;
    }

    private static void AddChecks(List<string> obstacles, PullRequestReading reading)
    {
        var failed = FailedChecksOf(reading);
        if (failed.Count > 0)
        {
            obstacles.Add($"These checks have failed: {Listed("", [.. failed.Select(static check => check.Name)])}.");
        }
        else if (ChecksOf(reading) is CheckState.Pending or CheckState.None)
        {
            obstacles.Add("Its checks have not all reported on its head.");
        }
    }

    private static string Listed(string before, IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : before + string.Join(", ", names.Take(MaxListed).Select(Printable.Quote)) + (names.Count > MaxListed ? $" and {names.Count - MaxListed} more" : "");
}
