using Ao.Core.Tests.Configuration;
using Ao.Effects;

namespace Ao.Core.Tests.Governance;

/// <summary>Bad input: a policy file that tries to remove a floor gate is refused at the start, and the message names it.</summary>
public sealed class FloorRulesTests
{
    [Theory]
    [InlineData("Projects:shop:Policy:Ungated:0", "OpenPullRequest", "Projects:shop:Policy:Ungated", "OpenPullRequest")]
    [InlineData("Projects:shop:Policy:Ungated", "openpullrequest, createfork", "Projects:shop:Policy:Ungated", "CreateFork and OpenPullRequest")]
    [InlineData("Projects:shop:Policy:OpenPullRequest", "Allow", "Projects:shop:Policy:OpenPullRequest", "OpenPullRequest")]
    [InlineData("Projects:shop:Policy:Rules:CreateFork", "allow", "Projects:shop:Policy:Rules", "CreateFork")]
    [InlineData("Projects:shop:Policy:AutoApprove", "true", "Projects:shop:Policy:AutoApprove", "what a person decides")]
    [InlineData("Projects:shop:Gates:0", "-OpenPullRequest", "Projects:shop:Gates:0", "OpenPullRequest")]
    [InlineData("Projects:shop:Gates:0", "!SwitchPushTarget", "Projects:shop:Gates:0", "SwitchPushTarget")]
    [InlineData("Projects:shop:Consent:Required", "false", "Projects:shop:Consent", "what a person decides")]
    [InlineData("Projects:shop:NoGates:0", "PublishBranch", "Projects:shop:NoGates", "PublishBranch")]
    [InlineData("Consent:Required", "false", "Consent:Required", "what a person decides")]
    [InlineData("Consent:Enabled", "false", "Consent:Enabled", "what a person decides")]
    [InlineData("Consent:Except:0", "AgentAction", "Consent:Except", "AgentAction")]
    [InlineData("ConsentFloor:0", "CreateFork", "ConsentFloor", "CreateFork")]
    [InlineData("NoConsent", "UseTool", "NoConsent", "UseTool")]
    public void Create_TriesToRemoveAFloorGate_IsRefusedOnceByName(string key, string value, string place, string named)
    {
        var problem = Assert.Single(ConfigurationFixture.ProblemsOfKeys(("Ao:Projects:shop:Path", "/repo"), ($"Ao:{key}", value)));

        Assert.StartsWith($"Ao:{place}: ", problem, StringComparison.Ordinal);
        Assert.Contains($"would take {named} from the consent floor", problem, StringComparison.Ordinal);
        Assert.EndsWith("always need a person's consent, and no setting, policy or plugin takes that away. Remove the setting", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Projects:shop:Gates:0", "-CreateIssue", "would take a gate away. Gates are only added")]
    [InlineData("Projects:shop:Gates:0", "OpenPullRequst", "is not known. Did you mean 'OpenPullRequest'?")]
    [InlineData("Projects:shop:Enabled", "false", "is not a setting")]
    [InlineData("Trust", "true", "is not a setting")]
    [InlineData("Projects:shop:Gate:0", "CreateFork", "is not a setting. Did you mean 'Gates'?")]
    [InlineData("Projects:shop:Policy:ForkOwner:Allow:0", "ada", "is not a setting. Did you mean 'ForkOwners'?")]
    [InlineData("Projects:shop:Policy:MinConfidence:BugReport", "1.5", "is out of range. Use 0 to 1")]
    [InlineData("Projects:shop:Policy:MinConfidence:BugReport", "NaN", "is out of range. Use 0 to 1")]
    [InlineData("Projects:shop:Policy:ForkOwners:Deny:0", "", "is empty")]
    public void Create_OtherMistakes_AreNamedForWhatTheyAre(string key, string value, string expected)
    {
        var problem = Assert.Single(ConfigurationFixture.ProblemsOfKeys(("Ao:Projects:shop:Path", "/repo"), ($"Ao:{key}", value)));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_TriesItInYaml_NamesThePlaceInTheFile()
    {
        var problems = ConfigurationFixture.ProblemsOfYaml("""
            Ao:
              Projects:
                shop:
                  Path: /repo
                  Policy:
                    Ungated: [OpenPullRequest]
                  Gates: [-OpenPullRequest, CreateIssue]
              Consent:
                Required: false
            """);

        Assert.Equal(3, problems.Count);
        Assert.All(problems, static problem => Assert.Contains("from the consent floor", problem, StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.StartsWith("ao.yaml:6:", StringComparison.Ordinal) && problem.Contains("Policy:Ungated", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.StartsWith("ao.yaml:7:", StringComparison.Ordinal) && problem.Contains("Gates:0", StringComparison.Ordinal));
        Assert.Contains(problems, static problem => problem.StartsWith("ao.yaml:9:", StringComparison.Ordinal) && problem.Contains("Consent:Required", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_Policy_IsBound()
    {
        var project = ConfigurationFixture.BindYaml("""
            Ao:
              Projects:
                shop:
                  Path: /repo
                  Gates: [CreateIssue]
                  Policy:
                    ForkOwners: { Allow: [ada], Deny: [mallory] }
                    MinConfidence: { BugReport: 0.5 }
                    AskBeforeSession: false
            """).Projects["shop"];

        Assert.Equal([EffectKind.CreateIssue], project.Gates);
        Assert.Equal((0.5, 0.75, false), (project.Policy.MinConfidence.BugReport, project.Policy.MinConfidence.ImprovementSuggestion, project.Policy.AskBeforeSession));
        Assert.Equal(("ada", "mallory"), (Assert.Single(project.Policy.ForkOwners.Allow), Assert.Single(project.Policy.ForkOwners.Deny)));
    }
}
