using Ao.Configuration;
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

        var route = TargetDecision.Decide(new Report { Type = ReportType.BugReport, Title = what, Component = component, Target = wanted }, feedback, Own);

        Assert.Equal((expected, expected == ReportTarget.Upstream ? Upstream : Own, FeedbackMode.Scm), (route.Target, route.Location, route.Mode));
        Assert.Contains(why, route.Reason, StringComparison.Ordinal);
    }
}
