using Ao.Consents;

namespace Ao.Reports;

/// <summary>What is written to the journal about reports, each in the report's own stream.</summary>
internal static class ReportFacts
{
    /// <param name="Id">The report.</param>
    /// <param name="Operation">The operation that filed it.</param>
    /// <param name="Project">The project.</param>
    /// <param name="Report">What was reported, with secrets taken out.</param>
    /// <param name="FiledAt">When it was filed.</param>
    /// <param name="FiledBy">Who filed it, where that was no session.</param>
    /// <param name="Severity">How much it weighs.</param>
    /// <param name="ContentKey">The key of its content.</param>
    /// <param name="Attachments">The files that are kept.</param>
    /// <param name="Refused">Why other files are not, a sentence each.</param>
    internal sealed record Captured(string Id, OperationKey Operation, ProjectId Project, Report Report, DateTimeOffset FiledAt, string? FiledBy, AssessedSeverity Severity, string ContentKey, IReadOnlyList<ReportAttachment> Attachments, IReadOnlyList<string>? Refused = null);

    internal sealed record SeverityCorrected(ReportSeverity Severity, Operator By, string? Reason);

    internal sealed record Linked(ReportLink Link);

    internal sealed record LinkWithdrawn(string LinkId, Operator By, string? Reason);

    internal sealed record Routed(ReportRoute Route);

    internal sealed record IssueResolved(ReportIssue Issue);

    /// <summary>The issue says how much the report weighs.</summary>
    internal sealed record IssueLabelled(ReportSeverity Severity, string? Problem);

    /// <summary>The head's issue tells of this report, or why it does not.</summary>
    internal sealed record Mentioned(string Head, string? Problem);

    internal sealed record Planned(FollowUpPlan Plan, string Reason);

    /// <summary>The path became shorter, because somebody or something said no.</summary>
    internal sealed record Downgraded(FollowUpPlan From, FollowUpPlan To, string Reason);

    /// <summary>The fork is there, and changes are published to it.</summary>
    internal sealed record ForkReady(string Owner, string Location);

    internal sealed record SessionStarted(SessionId Session);

    internal sealed record PullRequestNoted(int Number, Uri? Address);

    /// <summary>The issue tells what came of it, or why it does not.</summary>
    internal sealed record WrittenBack(WriteBack What, string? Problem);

    /// <summary>A person has to look before anything else is done.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Operation">The operation of which it is not known whether it was carried out, where that is why.</param>
    internal sealed record Halted(string Reason, OperationKey? Operation = null);

    /// <summary>What became of the operation is known by now.</summary>
    internal sealed record Settled(OperationKey Operation);

    internal sealed record TakenUpAgain(Operator By);
}
