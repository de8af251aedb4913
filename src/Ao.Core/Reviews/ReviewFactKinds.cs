using Ao.Journal;

namespace Ao.Reviews;

/// <summary>The names that facts about reviews have in the journal.</summary>
internal static class ReviewFactKinds
{
    public const string StreamPrefix = "review/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("review.round-started", ReviewFactsJson.Default.RoundStarted),
        new("review.reviewer-running", ReviewFactsJson.Default.ReviewerRunning),
        new("review.round-failed", ReviewFactsJson.Default.RoundFailed),
        new("review.verdict-taken", ReviewFactsJson.Default.VerdictTaken),
        new("review.round-outdated", ReviewFactsJson.Default.RoundOutdated),
        new("review.findings-sent", ReviewFactsJson.Default.FindingsSent),
        new("review.stalled", ReviewFactsJson.Default.Stalled),
        new("review.went-on", ReviewFactsJson.Default.WentOn),
        new("review.finding-dismissed", ReviewFactsJson.Default.Dismissed),
        new("review.round-requested", ReviewFactsJson.Default.RoundRequested),
        new("review.thread-posted", ReviewFactsJson.Default.ThreadPosted),
        new("review.thread-resolved", ReviewFactsJson.Default.ThreadResolved),
    ];

    public static string StreamOf(SessionId session) => StreamPrefix + session;
}
