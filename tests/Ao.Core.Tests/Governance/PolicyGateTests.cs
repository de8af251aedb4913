using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using Ao.Governance;

namespace Ao.Core.Tests.Governance;

/// <summary>Every effect passes policy inside the gate, before consent.</summary>
public sealed class PolicyGateTests
{
    private readonly OutsideWorld _world = new();

    [Fact]
    public async Task PerformAsync_Denied_NothingHappensAndItIsWrittenDownOnce()
    {
        await using var host = await GateHost.StartAsync(policies: [new TestPolicy("freeze", PolicyAnswer.Deny("the release is frozen"))]);
        var effect = Given.Effect(EffectKind.OpenPullRequest);

        var first = await PerformAsync(host, effect);
        var second = await PerformAsync(host, effect);

        Assert.Equal((EffectStatus.Denied, EffectStatus.Denied), (first.Status, second.Status));
        Assert.Equal("It is not allowed in project 'shop': policy 'freeze': the release is frozen.", first.Reason);
        Assert.Equal((0, 0, 0, 1), (_world.Created, host.Count("effect.intended"), host.Count("consent.requested"), host.Count("policy.denied")));
    }

    [Fact]
    public async Task PerformAsync_OwnerAllowsTheFloor_APersonIsAskedAllTheSame()
    {
        await using var host = await GateHost.StartAsync(policies: [new TestPolicy("generous", PolicyAnswer.Allow)]);
        var effect = Given.Effect(EffectKind.CreateFork, parameters: ("owner", "ada"));

        var outcome = await host.ApproveAsync(effect, new WorldAction(_world, effect.Key));

        var consent = Assert.Single(host.Consents.List(pendingOnly: false));
        Assert.Equal((EffectStatus.Succeeded, ConsentState.Used), (outcome.Status, consent.State));
        Assert.Equal("floor: CreateFork always needs a person's consent", Assert.Single(consent.Details.Why));
    }

    [Fact]
    public async Task PerformAsync_OwnerAsks_TheReasonIsShown()
    {
        await using var host = await GateHost.StartAsync(policies: [new TestPolicy("night", PolicyAnswer.Ask("it is night")), new TestPolicy("day", PolicyAnswer.Allow)]);
        var effect = Given.Effect(EffectKind.CreateIssue);

        await host.ApproveAsync(effect, new WorldAction(_world, effect.Key));

        var consent = Assert.Single(host.Consents.List(pendingOnly: false));
        Assert.Equal("policy 'night': it is night", Assert.Single(consent.Details.Why));
        Assert.Equal(16, consent.Details.PolicyVersion!.Length);
        Assert.Equal(1, _world.Created);
    }

    [Fact]
    public async Task PerformAsync_ApprovalUnderAnotherPolicy_IsAskedAgain()
    {
        var effect = Given.Effect(EffectKind.OpenPullRequest, parameters: ("head", "1"));
        var options = Options();
        await using var first = await GateHost.StartAsync(options: options);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var waiting = first.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), life.Token).AsTask();
        var asked = await first.WaitPendingAsync();
        await life.CancelAsync();
        await Task.WhenAny(waiting);
        await first.Consents.AnswerAsync(asked.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
        await first.StopAsync();

        await using var second = await GateHost.StartAsync(first.Journal.Reopen(), first.Time, options, policies: [new TestPolicy("new", PolicyAnswer.Allow)]);
        var performing = second.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token).AsTask();
        var again = await second.WaitPendingAsync();

        Assert.NotEqual(asked.Id, again.Id);
        Assert.NotEqual(asked.Details.PolicyVersion, again.Details.PolicyVersion);
        Assert.Equal((asked.Hash, 0), (again.Hash, _world.Created));
        Assert.Equal(ConsentState.Withdrawn, second.Consents.List(pendingOnly: false)[0].State);
        await second.Consents.AnswerAsync(again.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
        Assert.Equal((EffectStatus.Succeeded, 1), ((await performing).Status, _world.Created));
        Directory.Delete(options.DataFolder, recursive: true);
    }

    [Fact]
    public async Task PerformAsync_ApprovedBeforeThePolicyDeniesIt_IsNotDone()
    {
        var effect = Given.Effect(EffectKind.OpenPullRequest, parameters: ("head", "1"));
        var options = Options();
        await using var first = await GateHost.StartAsync(options: options);
        using var life = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var waiting = first.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), life.Token).AsTask();
        var asked = await first.WaitPendingAsync();
        await life.CancelAsync();
        await Task.WhenAny(waiting);
        await first.Consents.AnswerAsync(asked.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token);
        await first.StopAsync();

        await using var second = await GateHost.StartAsync(first.Journal.Reopen(), first.Time, options, policies: [new TestPolicy("freeze", PolicyAnswer.Deny("frozen"))]);
        var outcome = await PerformAsync(second, effect);

        Assert.Equal((EffectStatus.Denied, 0, ConsentState.Withdrawn), (outcome.Status, _world.Created, second.Consents.List(pendingOnly: false)[0].State));
        Directory.Delete(options.DataFolder, recursive: true);
    }

    [Theory]
    [InlineData("a", "1", "A", "2", "are named 'a'")]
    [InlineData("configuration", "1", "b", "1", "is the name of what the settings say")]
    [InlineData("", "1", "b", "1", "The name of the policy")]
    [InlineData("a", "", "b", "1", "The version of the policy")]
    [InlineData("a\n", "1", "b", "1", "The name of the policy")]
    public void PolicySet_NamesThatCannotStand_AreRefused(string name, string version, string other, string otherVersion, string expected)
    {
        var error = Assert.Throws<AoException>(() => PolicySet.Check([new TestPolicy(name, PolicyAnswer.Allow) { Version = version }, new TestPolicy(other, PolicyAnswer.Allow) { Version = otherVersion }]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    private static AoOptions Options()
    {
        var options = new AoOptions { DataFolder = Path.Combine(Path.GetTempPath(), "ao-test-policy-" + Guid.NewGuid().ToString("n")) };
        options.Projects["shop"] = new ProjectOptions { Path = "/shop" };
        return options;
    }

    private async Task<EffectOutcome<Thing>> PerformAsync(GateHost host, Effect effect) =>
        await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);
}
