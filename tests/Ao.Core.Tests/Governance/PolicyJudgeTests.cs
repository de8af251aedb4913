using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Governance;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Governance;

public sealed class PolicyJudgeTests
{
    private static readonly FakeTimeProvider s_time = new(GateHost.Start);
    private static readonly ProjectOptions s_open = new() { Policy = new ProjectPolicyOptions { AskBeforeSession = false }, Backlog = { BreakDown = { AskBefore = false } } };

    public static TheoryData<EffectKind> Kinds => [.. Enum.GetValues<EffectKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task RuleAsync_EveryKind_AsksItsHook(EffectKind kind)
    {
        var policy = new TestPolicy("owner", PolicyAnswer.Allow);

        var ruling = await RuleAsync(kind, s_open, policy);

        var hook = kind switch
        {
            EffectKind.CreateIssue => "issue",
            EffectKind.CreateFork => "fork",
            EffectKind.OpenPullRequest => "pull-request",
            EffectKind.SpawnSession => "session",
            _ => "act",
        };
        Assert.Equal(hook, Assert.Single(policy.Called));
        Assert.Equal(ConsentFloor.IsOnFloor(kind) ? PolicyVerdict.Ask : PolicyVerdict.Allow, ruling.Verdict);
    }

    [Property(MaxTest = 500)]
    public Property RuleAsync_AnyPolicies_TheStrictestHoldsAndTheFloorStays()
    {
        var answers = Gen.Elements(PolicyVerdict.Allow, PolicyVerdict.Ask, PolicyVerdict.Deny).ListOf();
        return Prop.ForAll(
            Arb.From(Gen.Elements(Enum.GetValues<EffectKind>())),
            Arb.From(answers),
            Arb.From(Gen.Elements(true, false)),
            static (kind, verdicts, isGate) =>
            {
                var project = new ProjectOptions { Gates = isGate ? [kind] : [], Policy = new ProjectPolicyOptions { AskBeforeSession = false }, Backlog = { BreakDown = { AskBefore = false } } };
                var policies = verdicts.Select(static (verdict, index) => new TestPolicy($"p{index}", Answer(verdict))).ToArray();
                var ruling = RuleAsync(kind, project, policies).AsTask().GetAwaiter().GetResult();
                var expected = verdicts.Append(ConsentFloor.Requires(kind, project) ? PolicyVerdict.Ask : PolicyVerdict.Allow).Max();
                return ruling.Verdict == expected && (ruling.Why.Count > 0) == (expected > PolicyVerdict.Allow);
            });
    }

    [Fact]
    public async Task RuleAsync_PolicyThrows_IsAskedWithItsName()
    {
        foreach (var failing in new[] { Thrower(static () => throw new InvalidOperationException("no database\n\u001b[31m")), Thrower(static () => ValueTask.FromException<PolicyAnswer>(new IOException("gone"))), Thrower(static () => ValueTask.FromResult<PolicyAnswer>(null!)) })
        {
            var ruling = await RuleAsync(EffectKind.CreateIssue, s_open, failing);

            Assert.Equal(PolicyVerdict.Ask, ruling.Verdict);
            Assert.Contains("policy 'broken'", Assert.Single(ruling.Why), StringComparison.Ordinal);
            Assert.DoesNotContain(ruling.Why[0], char.IsControl);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task RuleAsync_PolicyNeverAnswers_IsAskedWithItsName(bool blocks)
    {
        using var end = new ManualResetEventSlim();
        var called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var policy = new TestPolicy("slow", async (_, _, _) =>
        {
            called.TrySetResult();
            if (blocks)
            {
                end.Wait(GateHost.Token);
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, GateHost.Token);
            return PolicyAnswer.Allow;
        });
        var time = new FakeTimeProvider(GateHost.Start);

        var judging = new PolicyJudge(time, NullLogger<PolicyJudge>.Instance).RuleAsync(PolicyRequests.Of(Given.Effect()), s_open, [policy], GateHost.Token).AsTask();
        await called.Task;
        while (!judging.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        end.Set();
        var ruling = await judging;
        Assert.Equal(PolicyVerdict.Ask, ruling.Verdict);
        Assert.Contains("policy 'slow' gave no answer within 10 seconds", Assert.Single(ruling.Why), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RuleAsync_ProjectThatIsNotConfigured_IsAsked()
    {
        var ruling = await RuleAsync(EffectKind.CreateIssue, null, new TestPolicy("owner", PolicyAnswer.Allow));

        Assert.Equal((PolicyVerdict.Ask, 1), (ruling.Verdict, ruling.Why.Count));
    }

    private static TestPolicy Thrower(Func<ValueTask<PolicyAnswer>> answer) => new("broken", (_, _, _) => answer());

    private static PolicyAnswer Answer(PolicyVerdict verdict) => verdict switch
    {
        PolicyVerdict.Allow => PolicyAnswer.Allow,
        PolicyVerdict.Ask => PolicyAnswer.Ask("ask"),
        _ => PolicyAnswer.Deny("no"),
    };

    private static ValueTask<PolicyRuling> RuleAsync(EffectKind kind, ProjectOptions? project, params IEffectPolicy[] policies) =>
        new PolicyJudge(s_time, NullLogger<PolicyJudge>.Instance).RuleAsync(PolicyRequests.Of(Given.Effect(kind)), project, policies, GateHost.Token);
}
