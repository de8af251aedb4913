using Ao.Consents;
using Ao.Scm;

namespace Ao.Reviews;

/// <summary>What happens to the review of a session's change.</summary>
internal static class ReviewFacts
{
    internal sealed record RoundStarted(int Round, string Tier, string Revision, SessionId Reviewer);

    /// <summary>The reviewer's agent runs: from here on its time counts.</summary>
    internal sealed record ReviewerRunning(int Round);

    /// <summary>There is no verdict that counts. The tier and revision are told for a round whose reviewer could not be started.</summary>
    internal sealed record RoundFailed(int Round, string Tier, string Revision, string Reason);

    /// <param name="Round">The round.</param>
    /// <param name="Verdict">The verdict as it was given.</param>
    /// <param name="IsBlocked">What it means for the tier, by the project's policy and by what was dismissed.</param>
    /// <param name="Summary">What the reviewer says.</param>
    /// <param name="Findings">What it has found.</param>
    /// <param name="Note">Why it means something else than was given, where it does.</param>
    internal sealed record VerdictTaken(int Round, ReviewVerdict Verdict, bool IsBlocked, string Summary, IReadOnlyList<TakenFinding> Findings, string? Note);

    /// <summary>The head has moved on. What the reviewer has said of the old one is kept, and means nothing.</summary>
    internal sealed record RoundOutdated(int Round, string Reason, string? Summary, IReadOnlyList<TakenFinding> Findings);

    /// <summary>The author was told, in the same append.</summary>
    internal sealed record FindingsSent(int Round, string MessageId);

    /// <summary>It goes no further by itself. The notice is raised in the same append.</summary>
    internal sealed record Stalled(StallKind Kind, string Revision, string Reason);

    /// <summary>What it stalled for has passed. The notice is closed in the same append.</summary>
    internal sealed record WentOn(string Reason);

    internal sealed record Dismissed(string Fingerprint, string Reason, Operator By);

    internal sealed record RoundRequested(Operator By);

    internal sealed record ThreadPosted(string Fingerprint, string? Thread, string? Problem);

    internal sealed record ThreadResolved(string Fingerprint, string? Problem);
}
