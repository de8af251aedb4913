using System.Reflection;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;

namespace Ao.Core.Tests.Consents;

public sealed class ConsentFloorTests
{
    private static readonly EffectKind[] s_kinds = Enum.GetValues<EffectKind>();
    private static readonly EffectKind[] s_floor = [EffectKind.CreateFork, EffectKind.OpenPullRequest, EffectKind.SwitchPushTarget, EffectKind.UseTool, EffectKind.AgentAction, EffectKind.PublishBranch, EffectKind.TakeOverClaim, EffectKind.RaiseBudget];

    [Fact]
    public void Requires_EverySetOfGates_IsTheFloorOrTheGates()
    {
        for (var set = 0; set < 1 << s_kinds.Length; set++)
        {
            var project = new ProjectOptions { Gates = [.. s_kinds.Where((_, index) => (set & (1 << index)) != 0)] };

            Assert.All(s_kinds, kind => Assert.Equal(s_floor.Contains(kind) || project.Gates.Contains(kind), ConsentFloor.Requires(kind, project)));
        }
    }

    [Fact]
    public void Requires_ProjectThatIsNotConfigured_IsEverything() => Assert.All(s_kinds, static kind => Assert.True(ConsentFloor.Requires(kind, null)));

    [Fact]
    public void Requires_KindThatIsNotKnown_IsAsked() => Assert.True(ConsentFloor.Requires((EffectKind)99, new ProjectOptions()));

    [Fact]
    public void ConsentFloor_ForItsWholeLife_HoldsNothingThatCanBeReplaced()
    {
        var members = typeof(ConsentFloor).GetMembers(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);

        Assert.True(typeof(ConsentFloor) is { IsSealed: true, IsAbstract: true });
        Assert.All(members, static member => Assert.IsType<MethodInfo>(member, exactMatch: false));
    }

    [Theory]
    [InlineData(EffectKind.CreateFork)]
    [InlineData(EffectKind.OpenPullRequest)]
    [InlineData(EffectKind.SwitchPushTarget)]
    [InlineData(EffectKind.AgentAction)]
    [InlineData(EffectKind.PublishBranch)]
    [InlineData(EffectKind.TakeOverClaim)]
    [InlineData(EffectKind.RaiseBudget)]
    public async Task PerformAsync_OnTheFloor_NothingHappensWithoutAYes(EffectKind kind)
    {
        await using var host = new GateHost();
        var world = new OutsideWorld();
        var effect = Given.Effect(kind);
        var performing = host.Gate.PerformAsync(effect, new WorldAction(world, effect.Key), GateHost.Token).AsTask();
        var consent = await host.WaitPendingAsync();
        Assert.Equal((0, 0), (world.Created, host.Count("effect.intended")));

        await host.Consents.AnswerAsync(consent.Id, ConsentDecision.Deny, GateHost.Ada, "not now", GateHost.Token);
        var outcome = await performing;

        Assert.Equal((EffectStatus.Denied, "'ada' said no: not now", 0), (outcome.Status, outcome.Reason, world.Created));
    }
}
