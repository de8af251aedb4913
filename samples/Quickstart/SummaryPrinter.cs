using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ao;
using Ao.Consents;
using Ao.Reports;
using Ao.Reviews;
using Ao.Scm;

namespace Quickstart;

/// <summary>Prints what came out of a run, for a person or for a program.</summary>
internal static class SummaryPrinter
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // It goes to a terminal or a program, never into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task PrintAsync(RunSummary summary, RunOptions options, CancellationToken cancellationToken)
    {
        if (options.Json)
        {
            await using var output = Console.OpenStandardOutput();
            await JsonSerializer.SerializeAsync(output, summary, s_json, cancellationToken);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
            return;
        }

        foreach (var line in (IEnumerable<string>)[.. Recovery(summary.Recovery), .. summary.Sessions.SelectMany(Session), .. summary.Reviews.SelectMany(Review), .. Plan(summary), .. summary.PullRequests.Select(PullRequest), .. summary.Reports.Select(Report), .. Waiting(summary)])
        {
            Console.WriteLine(Printable.Clean(line));
        }

        Console.WriteLine($"Repository: {summary.Repository}");
        Console.WriteLine($"Journal: {summary.Journal}");
    }

    private static IEnumerable<string> Recovery(RecoveryLine recovery)
    {
        foreach (var (what, sessions) in ((string, IReadOnlyList<SessionId>)[])[("Found at work and attended to again", recovery.Adopted), ("Ended while no host was there", recovery.Ended), ("Went on with their next step", recovery.Resumed), ("Taken up again", recovery.Restored)])
        {
            if (sessions.Count > 0)
            {
                yield return $"{what}: {string.Join(", ", sessions)}.";
            }
        }

        foreach (var orphan in recovery.Orphans)
        {
            yield return $"Left alone: the program of run {orphan}, which no session knows.";
        }

        foreach (var problem in recovery.Problems)
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Session(SessionLine session)
    {
        yield return $"{session.Id}: {session.Status}{(session.Reason is null ? "" : $" ({session.Reason})")}, {session.Runs} run(s), verified {session.Evidence.Count} time(s).";
        foreach (var failed in session.Evidence.Where(static verification => !verification.Passed))
        {
            yield return $"  sent back at {failed.Revision[..Math.Min(10, failed.Revision.Length)]}: {SessionText.FailingLine(failed)}";
        }

        if (session.Budget is not null)
        {
            yield return $"  budget: {session.Budget}";
        }

        if (session.Refused is not null)
        {
            yield return $"  no pull request: {session.Refused}";
        }
    }

    private static IEnumerable<string> Review(ReviewLine review)
    {
        var verdict = review.State switch { ReviewRoundState.Passed => "PASS", ReviewRoundState.Blocked => "BLOCKER", var other => other.ToString().ToLowerInvariant() };
        yield return $"Review of {review.Session}, {review.Tier} by {review.Reviewer} at {review.Revision[..Math.Min(10, review.Revision.Length)]}: {verdict}{(review.Reason is null ? "" : $" ({review.Reason})")}";
        foreach (var finding in review.Findings)
        {
            yield return $"  found: {Printable.Line(finding)}";
        }
    }

    private static IEnumerable<string> Plan(RunSummary summary)
    {
        if (summary.MergePlan.Count > 0)
        {
            yield return $"Planned order of merges: {string.Join(", ", summary.MergePlan.Select(static merge => $"#{merge.Number} ({merge.Session})"))}.";
        }

        foreach (var merge in summary.MergePlan)
        {
            foreach (var behind in merge.Behind)
            {
                yield return $"  #{merge.Number} behind {behind}";
            }
        }
    }

    private static string PullRequest(PullRequestLine pullRequest) =>
        $"Pull request {pullRequest.Number} of {pullRequest.Session}: {pullRequest.State}{(pullRequest.NotMerged is null ? "" : $", not merged ({pullRequest.NotMerged.TrimEnd('.')})")}: {pullRequest.Title}";

    private static string Report(ReportLine report)
    {
        var issue = report.Issue is null ? "" : $" -> issue {report.Issue}, {report.Location}";
        var session = report.MendedBy is null ? "" : $" -> session {report.MendedBy}";
        var pullRequest = report.PullRequest is null ? "" : $" -> pull request {report.PullRequest}{(report.Progress == ReportProgress.Merged ? ", merged, issue closed" : "")}";
        var problem = report.Problem is null ? "" : $" ({report.Problem.TrimEnd('.')})";
        return $"Report of {report.Session}: {report.Title} [{report.Severity.ToString().ToLowerInvariant()}]{issue}{session}{pullRequest}{problem}";
    }

    private static IEnumerable<string> Waiting(RunSummary summary) => summary.Notices.Select(static notice => $"Needs a person: {notice}").Concat(summary.Consents
        .Where(static consent => consent.State == ConsentState.Pending)
        .Select(consent => $"Awaits your consent: {consent.Title}. Answer with: --resume {summary.Folder} in a terminal, or with --yes."));
}
