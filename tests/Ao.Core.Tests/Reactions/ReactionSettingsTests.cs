using Ao.Agents;
using Ao.Configuration;
using Ao.Core.Tests.Configuration;
using Ao.Notifiers;
using Ao.Reactions;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Core.Tests.Reactions;

public sealed class ReactionSettingsTests
{
    [Fact]
    public void Resolve_ProjectOverAllProjectsOverDefaults_FieldByField()
    {
        var options = ConfigurationFixture.BindYaml("""
            Ao:
              Reactions:
                ci-failed: { Retries: 5, EscalateAfter: 01:00:00 }
                deploy-failed: { On: signal, Priority: Urgent }
              Projects:
                shop:
                  Path: /src/shop
                  Reactions:
                    CI-Failed: { Retries: 7, Message: Look here. }
                    deploy-failed: { Action: Run, Command: [page, ann] }
            """);

        var policies = ReactionCatalog.Resolve(options, options.Projects["shop"]).ToDictionary(static policy => policy.Key);

        var failed = policies["ci-failed"];
        Assert.Equal((7, TimeSpan.FromHours(1), "Look here.", ReactionAction.Send, TimeSpan.FromMinutes(15)), (failed.Retries, failed.EscalateAfter, failed.Message, failed.Action, failed.RetriggerAfter));
        var own = policies["deploy-failed"];
        Assert.Equal(("signal", NotificationPriority.Urgent, ReactionAction.Run), (own.On, own.Priority, own.Action));
        Assert.Equal(["page", "ann"], own.Command);
        Assert.Equal((ReactionAction.Notify, NotificationPriority.Urgent), (policies["agent-stuck"].Action, policies["agent-stuck"].Priority));
        Assert.False(policies["agent-idle"].Enabled);
    }

    /// <summary>Each of these is one clear error that names the setting and what to do.</summary>
    [Theory]
    [InlineData("ci-faild", "Retries", "3", "is no reaction that there is")]
    [InlineData("ci-failed", "On", "signal", "cannot be set")]
    [InlineData("own", "On", "session.nonsense", "is no fact of sessions")]
    [InlineData("ci-failed", "Retries", "-1", "out of range")]
    [InlineData("ci-failed", "EscalateAfter", "90.00:00:00", "out of range")]
    [InlineData("ci-failed", "Action", "Run", "the action is Run")]
    [InlineData("ci-failed", "Action", "Merge", "only 'approved-and-green' merges")]
    [InlineData("all-complete", "Action", "Send", "about all sessions of a project")]
    [InlineData("ci-failed", "Command:0", "page", "is never run")]
    public void Settings_ThatAreWrong_AreErrors(string key, string setting, string value, string expected)
    {
        var problems = ConfigurationFixture.ProblemsOfKeys(("Ao:Projects:shop:Path", "/src/shop"), ($"Ao:Projects:shop:Reactions:{key}:{setting}", value));

        Assert.Contains(problems, problem => problem.Contains($"Projects:shop:Reactions:{key}", StringComparison.Ordinal) && problem.Contains(expected, StringComparison.Ordinal));
    }

    /// <summary>What a reaction tells people of is not told of the fact too.</summary>
    [Fact]
    public void Telling_IsByTheReaction_WhereThereIsOneThatTells()
    {
        Assert.True(Told(new Facts.Failed("It broke."), static policy => policy));
        Assert.True(Told(new Facts.QuestionAsked(1, "shop-1.q1", "Which?", []), static policy => policy));
        Assert.True(Told(new Facts.ActivityChanged(1, 1, AgentActivity.Blocked, null), static policy => policy));
        Assert.False(Told(new Facts.Failed("It broke."), static policy => policy with { Enabled = false }));
        Assert.False(Told(new Facts.Failed("It broke."), static policy => policy with { Action = ReactionAction.Run }));
        Assert.False(Told(new Facts.Done(null), static policy => policy));
        Assert.False(Told(new Facts.ActivityChanged(1, 1, AgentActivity.Active, null), static policy => policy));
    }

    private static bool Told(object body, Func<ReactionPolicy, ReactionPolicy> change) => ReactionTelling.IsToldOf(body, key => change(ReactionDefaults.Of(key)));
}
