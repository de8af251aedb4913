using Ao.Configuration;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Governance;
using Ao.Reports;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Governance;

public sealed class ConfiguredPolicyTests
{
    [Theory]
    [InlineData("ada", "", "", PolicyVerdict.Ask)]
    [InlineData("ada", "ada", "", PolicyVerdict.Ask)]
    [InlineData(" ADA ", "ada", "", PolicyVerdict.Ask)]
    [InlineData("ada", "Bob", "", PolicyVerdict.Deny)]
    [InlineData("ada", "", "ADA", PolicyVerdict.Deny)]
    [InlineData("ada", "ada", "ada", PolicyVerdict.Deny)]
    [InlineData("bob", "", "ada", PolicyVerdict.Ask)]
    public async Task ForkOwners_Lists_DenyWinsAndAnEmptyAllowListAllowsAll(string owner, string allow, string deny, PolicyVerdict expected)
    {
        var options = new ProjectPolicyOptions { ForkOwners = new ForkOwnerOptions { Allow = Names(allow), Deny = Names(deny) } };

        foreach (var (kind, parameter) in new[] { (EffectKind.CreateFork, "owner"), (EffectKind.PublishBranch, "forkOwner"), (EffectKind.OpenPullRequest, "forkOwner") })
        {
            var ruling = await RuleAsync(options, Given.Effect(kind, parameters: (parameter, owner)));

            Assert.Equal(expected, ruling.Verdict);
        }
    }

    [Theory]
    [InlineData(EffectKind.CreateIssue, 0.59, PolicyVerdict.Ask)]
    [InlineData(EffectKind.UpdateIssue, 0.59, PolicyVerdict.Ask)]
    [InlineData(EffectKind.SubmitReport, 0.0, PolicyVerdict.Allow)]
    [InlineData(EffectKind.Notify, 0.0, PolicyVerdict.Allow)]
    [InlineData(EffectKind.SpawnSession, 0.59, PolicyVerdict.Deny)]
    [InlineData(EffectKind.OpenPullRequest, 0.59, PolicyVerdict.Deny)]
    [InlineData(EffectKind.CreateFork, 0.59, PolicyVerdict.Deny)]
    [InlineData(EffectKind.PublishBranch, 0.59, PolicyVerdict.Deny)]
    [InlineData(EffectKind.CreateIssue, 0.6, PolicyVerdict.Allow)]
    [InlineData(EffectKind.SpawnSession, 0.6, PolicyVerdict.Ask)]
    [InlineData(EffectKind.OpenPullRequest, 1.0, PolicyVerdict.Ask)]
    public async Task MinConfidence_BugReport_IsNeededForMoreThanAnIssue(EffectKind kind, double confidence, PolicyVerdict expected) =>
        Assert.Equal(expected, (await RuleAsync(new ProjectPolicyOptions(), CausedBy(kind, ReportType.BugReport, confidence))).Verdict);

    [Theory]
    [InlineData(0.74, PolicyVerdict.Deny)]
    [InlineData(0.75, PolicyVerdict.Ask)]
    public async Task MinConfidence_ImprovementSuggestion_HasAThresholdOfItsOwn(double confidence, PolicyVerdict expected) =>
        Assert.Equal(expected, (await RuleAsync(new ProjectPolicyOptions(), CausedBy(EffectKind.SpawnSession, ReportType.ImprovementSuggestion, confidence))).Verdict);

    [Fact]
    public async Task MinConfidence_NotStated_IsAsked()
    {
        var ruling = await RuleAsync(new ProjectPolicyOptions(), CausedBy(EffectKind.CreateIssue, ReportType.BugReport, null));

        Assert.Equal(PolicyVerdict.Ask, ruling.Verdict);
        Assert.Contains("does not say how sure", ruling.Why[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BugReport", "NaN")]
    [InlineData("BugReport", "7")]
    [InlineData("BugReport", "-1")]
    [InlineData("BugReport", "much")]
    [InlineData("Praise", "1")]
    [InlineData("99", "1")]
    public async Task MinConfidence_CannotBeRead_CountsAsNone(string type, string confidence)
    {
        var effect = Given.Effect(EffectKind.SpawnSession, parameters: [("report.id", "r-1"), ("report.type", type), ("report.confidence", confidence)]);

        Assert.Equal(PolicyVerdict.Deny, (await RuleAsync(new ProjectPolicyOptions(), effect)).Verdict);
    }

    [Theory]
    [InlineData(EffectKind.AgentAction)]
    [InlineData(EffectKind.UseTool)]
    public void PolicyRequests_ParametersThatAgentsName_AreNoReport(EffectKind kind)
    {
        var request = PolicyRequests.Of(Given.Effect(kind, parameters: [("report.id", "r-1"), ("report.confidence", "1"), ("forkOwner", "ada"), ("target", "/x")]));

        Assert.Equal((null, null, null), (request.Report, request.ForkOwner, request.Target));
    }

    [Fact]
    public void PolicyRequests_Report_ComesBackAsItWasPutIn()
    {
        var cause = new ReportCause("r-1", ReportType.ImprovementSuggestion, 0.1 + 0.2, ReportSeverity.Critical, "ui");
        var parameters = new Dictionary<string, string>();

        PolicyRequests.AddReport(parameters, cause);

        Assert.Equal(cause, PolicyRequests.Of(Given.Effect(parameters: [.. parameters.Select(static pair => (pair.Key, pair.Value))])).Report);
    }

    private static Effect CausedBy(EffectKind kind, ReportType type, double? confidence)
    {
        var parameters = new Dictionary<string, string>();
        PolicyRequests.AddReport(parameters, new ReportCause("r-1", type, confidence, null, null));
        return Given.Effect(kind, parameters: [.. parameters.Select(static pair => (pair.Key, pair.Value))]);
    }

    private static string[] Names(string names) => names.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static ValueTask<PolicyRuling> RuleAsync(ProjectPolicyOptions options, Effect effect) =>
        new PolicyJudge(new FakeTimeProvider(), NullLogger<PolicyJudge>.Instance).RuleAsync(PolicyRequests.Of(effect), new ProjectOptions { Policy = options }, [], GateHost.Token);
}
