using Ao.Core.Tests.Sessions;
using Ao.PullRequests;
using Ao.Reports;
using Ao.Sessions;
using static Ao.Core.Tests.Reports.ReportStates;

namespace Ao.Core.Tests.Reports;

/// <summary>The way of a report, one row for each fork in it.</summary>
public sealed class FollowUpDecisionTests
{
    public static TheoryData<string, object[], string> Ways { get; } = new()
    {
        { "just captured", [Captured], nameof(FollowUpStep.Route) },
        { "routed", [Captured, Routed], nameof(FollowUpStep.ResolveIssue) },
        { "issue made", [Captured, Routed, Issue], nameof(FollowUpStep.Plan) },
        { "corrected since", [Captured, Routed, Issue, new ReportFacts.SeverityCorrected(ReportSeverity.Critical, Person, null)], nameof(FollowUpStep.Label) },
        { "corrected and labelled", [Captured, Routed, Issue, new ReportFacts.SeverityCorrected(ReportSeverity.Critical, Person, null), new ReportFacts.IssueLabelled(ReportSeverity.Critical, null)], nameof(FollowUpStep.Plan) },
        { "issue found, with labels of its own", [Captured, Routed, new ReportFacts.IssueResolved(Issue.Issue with { WasFound = true })], nameof(FollowUpStep.Label) },
        { "issue only", [Captured, Routed, Issue, new ReportFacts.Planned(FollowUpPlan.IssueOnly, "Low.")], nameof(FollowUpStep.Rest) },
        { "issue only, then corrected", [Captured, Routed, Issue, new ReportFacts.Planned(FollowUpPlan.IssueOnly, "Low."), new ReportFacts.SeverityCorrected(ReportSeverity.High, Person, null)], nameof(FollowUpStep.Plan) },
        { "with a session", [Captured, Routed, Issue, WithSession], nameof(FollowUpStep.StartSession) },
        { "with a fork", [Captured, Routed, Issue, new ReportFacts.Planned(FollowUpPlan.IssueForkAndSession, "Upstream.")], nameof(FollowUpStep.EnsureFork) },
        { "fork is there", [Captured, Routed, Issue, new ReportFacts.Planned(FollowUpPlan.IssueForkAndSession, "Upstream."), new ReportFacts.ForkReady("ann", "/forks/ann")], nameof(FollowUpStep.StartSession) },
        { "issue denied", [Captured, Routed, new ReportFacts.Downgraded(FollowUpPlan.IssueOnly, FollowUpPlan.ReportOnly, "No.")], nameof(FollowUpStep.Rest) },
        { "session denied", [Captured, Routed, Issue, WithSession, new ReportFacts.Downgraded(FollowUpPlan.IssueAndSession, FollowUpPlan.IssueOnly, "No.")], nameof(FollowUpStep.Rest) },
        { "session denied, then corrected: no is no", [Captured, Routed, Issue, WithSession, new ReportFacts.Downgraded(FollowUpPlan.IssueAndSession, FollowUpPlan.IssueOnly, "No."), new ReportFacts.SeverityCorrected(ReportSeverity.High, Person, null)], nameof(FollowUpStep.Rest) },
        { "session denied, then taken up again", [Captured, Routed, Issue, WithSession, new ReportFacts.Downgraded(FollowUpPlan.IssueAndSession, FollowUpPlan.IssueOnly, "No."), new ReportFacts.TakenUpAgain(Person)], nameof(FollowUpStep.Plan) },
        { "halted", [Captured, Routed, new ReportFacts.Halted("Unknown.", new OperationKey("host/x"))], nameof(FollowUpStep.Rest) },
        { "halted, another operation settled", [Captured, Routed, new ReportFacts.Halted("Unknown.", new OperationKey("host/x")), new ReportFacts.Settled(new OperationKey("host/y"))], nameof(FollowUpStep.Rest) },
        { "halted and settled", [Captured, Routed, new ReportFacts.Halted("Unknown.", new OperationKey("host/x")), new ReportFacts.Settled(new OperationKey("host/x"))], nameof(FollowUpStep.ResolveIssue) },
        { "linked, head without issue", [Captured, Routed, LinkedTo("r-head-without")], nameof(FollowUpStep.Rest) },
        { "linked, head with issue", [Captured, Routed, LinkedTo("r-head")], nameof(FollowUpStep.Mention) },
        { "linked and mentioned", [Captured, Routed, LinkedTo("r-head"), new ReportFacts.Mentioned("r-head", null)], nameof(FollowUpStep.Rest) },
        { "link withdrawn", [Captured, Routed, LinkedTo("r-head"), new ReportFacts.Mentioned("r-head", null), new ReportFacts.LinkWithdrawn($"{Id}/1", Person, null)], nameof(FollowUpStep.ResolveIssue) },
    };

    public static TheoryData<string, object[], ProposedChange?, string> Following { get; } = new()
    {
        { "the session works", [], null, nameof(FollowUpStep.Rest) },
        { "the pull request is open", [], new ProposedChange { State = ProposalState.Open, Number = 12 }, nameof(FollowUpStep.NotePullRequest) },
        { "it is noted", [PullRequest], new ProposedChange { State = ProposalState.Open, Number = 12 }, nameof(FollowUpStep.TellPullRequest) },
        { "it is told", [PullRequest, new ReportFacts.WrittenBack(WriteBack.PullRequest, null)], new ProposedChange { State = ProposalState.Open, Number = 12 }, nameof(FollowUpStep.Rest) },
        { "it is merged", [PullRequest, new ReportFacts.WrittenBack(WriteBack.PullRequest, null)], new ProposedChange { State = ProposalState.Merged, Number = 12 }, nameof(FollowUpStep.TellMerged) },
        { "that is told", [PullRequest, new ReportFacts.WrittenBack(WriteBack.PullRequest, null), new ReportFacts.WrittenBack(WriteBack.Merged, null)], new ProposedChange { State = ProposalState.Merged, Number = 12 }, nameof(FollowUpStep.Rest) },
        { "it was refused", [], new ProposedChange { State = ProposalState.Refused, Reason = "No." }, nameof(FollowUpStep.NoteRefusal) },
        { "the refusal is noted", [new ReportFacts.Downgraded(FollowUpPlan.IssueAndSession, FollowUpPlan.IssueOnly, "No.")], new ProposedChange { State = ProposalState.Refused, Reason = "No." }, nameof(FollowUpStep.Rest) },
        { "refused once, opened later", [new ReportFacts.Downgraded(FollowUpPlan.IssueAndSession, FollowUpPlan.IssueOnly, "No.")], new ProposedChange { State = ProposalState.Open, Number = 12 }, nameof(FollowUpStep.NotePullRequest) },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Next_GivesTheNextStep(string what, object[] facts, string expected)
    {
        _ = what;
        var report = Fold(facts);

        Assert.Equal(expected, FollowUpDecision.Next(report, HeadOf(report), session: null, maySpeak: true).ToString());
    }

    [Theory]
    [MemberData(nameof(Following))]
    public void Next_FollowsTheSession(string what, object[] facts, ProposedChange? proposed, string expected)
    {
        _ = what;
        var session = States.Fold([.. States.Running]) with { PullRequest = proposed };

        Assert.Equal(expected, FollowUpDecision.Next(Fold([Captured, Routed, Issue, WithSession, Started, .. facts]), head: null, session, maySpeak: true).ToString());
    }

    [Fact]
    public void Next_TheSessionThatFiledItIsStopped_DecidesButDoesNothingOutside()
    {
        Assert.Equal(FollowUpStep.Route, FollowUpDecision.Next(Fold(Captured), head: null, session: null, maySpeak: false));
        Assert.Equal(FollowUpStep.Rest, FollowUpDecision.Next(Fold(Captured, Routed), head: null, session: null, maySpeak: false));
    }

    private static ReportState? HeadOf(ReportState report) => report.Link?.Head switch
    {
        null => null,
        "r-head" => Fold(Filed("r-head", ReportSeverity.High), Routed, Issue),
        _ => Fold(Filed("r-head-without", ReportSeverity.High), Routed),
    };
}
