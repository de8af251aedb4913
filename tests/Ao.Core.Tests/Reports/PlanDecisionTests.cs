using Ao.Configuration;
using Ao.Reports;
using static Ao.Core.Tests.Reports.ReportStates;

namespace Ao.Core.Tests.Reports;

public sealed class PlanDecisionTests
{
    [Theory]
    [InlineData(false, ReportSeverity.Critical, ReportTarget.Fork, null, FollowUpPlan.IssueOnly, "starts no sessions")]
    [InlineData(true, ReportSeverity.Low, ReportTarget.Fork, null, FollowUpPlan.IssueOnly, "severity is Low; sessions are started from Medium on")]
    [InlineData(true, ReportSeverity.Medium, ReportTarget.Fork, null, FollowUpPlan.IssueAndSession, "severity is Medium")]
    [InlineData(true, ReportSeverity.High, ReportTarget.Upstream, null, FollowUpPlan.IssueAndSession, "severity is High")]
    [InlineData(true, ReportSeverity.High, ReportTarget.Upstream, "ann", FollowUpPlan.IssueForkAndSession, "the fork of 'ann'")]
    [InlineData(true, ReportSeverity.High, ReportTarget.Fork, "ann", FollowUpPlan.IssueAndSession, "severity is High")]
    public void Decide_ByPolicy(bool starts, ReportSeverity severity, ReportTarget target, string? forkOwner, FollowUpPlan expected, string why)
    {
        var report = Fold(Filed(Id, severity), new ReportFacts.Routed(Routed.Route with { Target = target }));

        var (plan, reason) = PlanDecision.Decide(report, new FeedbackOptions { StartSessions = starts, ForkOwner = forkOwner }, advice: null);

        Assert.Equal(expected, plan);
        Assert.Contains(why, reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FollowUpPlan.IssueOnly, 0.9, FollowUpPlan.IssueOnly)]
    [InlineData(FollowUpPlan.IssueOnly, 0.5, FollowUpPlan.IssueAndSession)]
    [InlineData(FollowUpPlan.IssueForkAndSession, 1.0, FollowUpPlan.IssueAndSession)]
    public void Decide_Advice_MakesTheWayShorterAndNeverLonger(FollowUpPlan advised, double confidence, FollowUpPlan expected)
    {
        var report = Fold(Captured, Routed);

        Assert.Equal(expected, PlanDecision.Decide(report, new FeedbackOptions { StartSessions = true }, new FeedbackAdvice(advised, "It is small.", confidence)).Plan);
    }
}
