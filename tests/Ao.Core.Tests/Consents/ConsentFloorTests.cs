using System.Reflection;
using Ao.Configuration;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Effects;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Consents;

public sealed class ConsentFloorTests
{
    private static readonly EffectKind[] s_kinds = Enum.GetValues<EffectKind>();
    private static readonly EffectKind[] s_floor = [EffectKind.CreateFork, EffectKind.OpenPullRequest, EffectKind.SwitchPushTarget, EffectKind.UseTool, EffectKind.AgentAction, EffectKind.PublishBranch, EffectKind.TakeOverClaim, EffectKind.RaiseBudget, EffectKind.SyncFork, EffectKind.RegisterFork];

    /// <summary>No gates, each one, each two, and all but each one: what a gate adds does not depend on the others.</summary>
    public static IEnumerable<TheoryDataRow<EffectKind[]>> Gates => ((EffectKind[][])
    [
        [],
        s_kinds,
        .. s_kinds.Select(static kind => new[] { kind }),
        .. s_kinds.SelectMany(static (kind, at) => s_kinds.Skip(at + 1).Select(other => new[] { kind, other })),
        .. s_kinds.Select(static kind => s_kinds.Where(other => other != kind).ToArray()),
    ]).Select(static gates => new TheoryDataRow<EffectKind[]>(gates));

    [Theory]
    [MemberData(nameof(Gates))]
    public void Requires_Gates_IsTheFloorOrTheGates(EffectKind[] gates)
    {
        var project = new ProjectOptions { Gates = [.. gates] };

        Assert.All(s_kinds, kind => Assert.Equal(s_floor.Contains(kind) || gates.Contains(kind), ConsentFloor.Requires(kind, project)));
    }

    [Property]
    public bool Requires_AnyGates_IsTheFloorOrTheGates(EffectKind[] gates)
    {
        var project = new ProjectOptions { Gates = [.. gates] };

        return s_kinds.All(kind => ConsentFloor.Requires(kind, project) == (s_floor.Contains(kind) || gates.Contains(kind)));
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
    [InlineData(EffectKind.SyncFork)]
    [InlineData(EffectKind.RegisterFork)]
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
