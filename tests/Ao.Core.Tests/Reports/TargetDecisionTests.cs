using Ao.Configuration;
using Ao.Forks;
using Ao.Reports;

namespace Ao.Core.Tests.Reports;

public sealed class TargetDecisionTests
{
    private const string Own = "/src/fork";
    private const string Upstream = "/src/upstream";

    [Theory]
    [InlineData("a core module", "runtime/timeout", null, ReportTarget.Auto, true, ReportTarget.Upstream, "upstream's ('runtime/*')")]
    [InlineData("below a core module without a star", "scheduler/queue", null, ReportTarget.Auto, true, ReportTarget.Upstream, "upstream's ('scheduler')")]
    [InlineData("the module itself", "Scheduler", null, ReportTarget.Auto, true, ReportTarget.Upstream, "upstream's ('scheduler')")]
    [InlineData("only the fork has it", "pipeline/render", null, ReportTarget.Auto, true, ReportTarget.Fork, "the fork's own ('pipeline/*')")]
    [InlineData("the fork's own part of a core module", "runtime/bank", null, ReportTarget.Auto, true, ReportTarget.Fork, "the fork's own ('runtime/bank')")]
    [InlineData("nobody said whose", "docs", null, ReportTarget.Auto, true, ReportTarget.Fork, "not known to be upstream's")]
    [InlineData("only begins like a core module", "schedulers", null, ReportTarget.Auto, true, ReportTarget.Fork, "not known to be upstream's")]
    [InlineData("no component", null, null, ReportTarget.Auto, true, ReportTarget.Fork, "names no component")]
    [InlineData("policy: upstream", "pipeline/render", null, ReportTarget.Upstream, true, ReportTarget.Upstream, "policy says Upstream")]
    [InlineData("policy: fork", "runtime/timeout", null, ReportTarget.Fork, true, ReportTarget.Fork, "policy says Fork")]
    [InlineData("the report overrides policy", "runtime/timeout", ReportTarget.Fork, ReportTarget.Upstream, true, ReportTarget.Fork, "report itself says Fork")]
    [InlineData("auto in the report leaves it to policy", "runtime/timeout", ReportTarget.Auto, ReportTarget.Fork, true, ReportTarget.Fork, "policy says Fork")]
    [InlineData("no upstream", "runtime/timeout", null, ReportTarget.Auto, false, ReportTarget.Fork, "has no upstream")]
    [InlineData("no upstream, though the report says so", "docs", ReportTarget.Upstream, ReportTarget.Auto, false, ReportTarget.Fork, "has no upstream")]
    public void Decide_SaysWhoseItIsAndWhy(string what, string? component, ReportTarget? wanted, ReportTarget policy, bool hasUpstream, ReportTarget expected, string why)
    {
        var feedback = new FeedbackOptions
        {
            Mode = FeedbackMode.Scm,
            Target = policy,
            Upstream = hasUpstream ? Upstream : null,
            CoreComponents = ["runtime/*", "scheduler"],
            ForkComponents = ["pipeline/*", "runtime/bank"],
        };

        var route = TargetDecision.Decide(new Report { Type = ReportType.BugReport, Title = what, Component = component, Target = wanted }, feedback, new ForkOptions(), Own);

        Assert.Equal((expected, expected == ReportTarget.Upstream ? Upstream : Own, FeedbackMode.Scm), (route.Target, route.Location, route.Mode));
        Assert.Contains(why, route.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a contributor goes upstream first", "docs", ForkRole.Contributor, null, ReportTarget.Upstream)]
    [InlineData("without a component too", null, ForkRole.Contributor, null, ReportTarget.Upstream)]
    [InlineData("what is its own stays its own", "pipeline/render", ForkRole.Contributor, null, ReportTarget.Fork)]
    [InlineData("a sovereign fork keeps what is not known to be upstream's", "docs", ForkRole.Sovereign, null, ReportTarget.Fork)]
    [InlineData("a core module is upstream's all the same", "runtime/timeout", ForkRole.Sovereign, null, ReportTarget.Upstream)]
    [InlineData("the policy comes before the role", "docs", ForkRole.Contributor, ForkPolicy.ForkFirst, ReportTarget.Fork)]
    [InlineData("in the other direction too", "docs", ForkRole.Sovereign, ForkPolicy.UpstreamFirst, ReportTarget.Upstream)]
    public void Decide_Fork_GoesByItsPolicy(string what, string? component, ForkRole role, ForkPolicy? policy, ReportTarget expected)
    {
        var feedback = new FeedbackOptions { CoreComponents = ["runtime/*"], ForkComponents = ["pipeline/*"] };
        var fork = new ForkOptions { Name = "Shop", Role = role, Policy = policy, Upstream = Upstream };

        var route = TargetDecision.Decide(new Report { Type = ReportType.BugReport, Title = what, Component = component }, feedback, fork, Own);

        Assert.Equal((expected, expected == ReportTarget.Upstream ? Upstream : Own), (route.Target, route.Location));
    }
}
