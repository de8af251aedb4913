using Ao.Consents;
using Ao.Journal;
using Ao.Reports;

namespace Ao.Core.Tests.Reports;

/// <summary>States of reports, made of facts as the journal has them.</summary>
internal static class ReportStates
{
    public const string Id = "r-000000000001";

    public static readonly Operator Person = new("ann", "test");

    public static ReportFacts.Captured Captured { get; } = Filed(Id, ReportSeverity.High);

    public static ReportFacts.Routed Routed { get; } = new(new ReportRoute { Mode = FeedbackMode.Scm, Target = ReportTarget.Fork, Location = "/src/shop", Reason = "It is its own." });

    public static ReportFacts.IssueResolved Issue { get; } = new(new ReportIssue { Tracker = "tracker", Id = "7", Location = "issue 7" });

    public static ReportFacts.Planned WithSession { get; } = new(FollowUpPlan.IssueAndSession, "Its severity is High.");

    public static ReportFacts.SessionStarted Started { get; } = new(SessionId.Parse("shop-4"));

    public static ReportFacts.PullRequestNoted PullRequest { get; } = new(12, null);

    public static ReportFacts.Captured Filed(string id, ReportSeverity severity) => new(
        id,
        new OperationKey($"host/{id}"),
        ProjectId.Parse("shop"),
        new Report { Type = ReportType.BugReport, Title = "It breaks", SourceSession = SessionId.Parse("shop-1") },
        DateTimeOffset.UnixEpoch,
        FiledBy: null,
        new AssessedSeverity { Value = severity, Original = severity, Reason = "as reported" },
        ContentKey: "0123",
        []);

    public static ReportFacts.Linked LinkedTo(string head) => new(new ReportLink { Id = $"{Id}/1", Head = head, Relation = ReportLinkRelation.SameReport, Reason = "The same.", At = DateTimeOffset.UnixEpoch });

    public static ReportState Fold(params IReadOnlyList<object> facts)
    {
        ReportState? state = null;
        for (var index = 0; index < facts.Count; index++)
        {
            var fact = new Fact { Position = index + 1, Stream = ReportFactKinds.StreamOf(Id), Version = index + 1, Epoch = 1, At = DateTimeOffset.UnixEpoch, Type = "report.any", Schema = 1, Data = default };
            state = ReportFold.Apply(state, fact, facts[index]);
        }

        return state!;
    }
}
