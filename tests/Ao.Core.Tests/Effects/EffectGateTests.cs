using Ao.Consents;
using Ao.Effects;
using Ao.Plugins;

namespace Ao.Core.Tests.Effects;

public sealed class EffectGateTests
{
    private readonly OutsideWorld _world = new();

    [Fact]
    public async Task PerformAsync_FirstTime_LooksThenPerformsAndRecords()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key);

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal(new EffectOutcome<Thing>(EffectStatus.Succeeded, new Thing(effect.Key.Value, 1), null), outcome);
        Assert.Equal((1, 1), (action.Finds, action.Performs));
        Assert.Equal((1, 1), (host.Count("effect.intended"), host.Count("effect.succeeded")));
    }

    [Fact]
    public async Task PerformAsync_SucceededBefore_GivesTheRecordedResultWithoutACall()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);
        await using var next = new GateHost(host.Journal.Reopen(), host.Time);
        var action = new WorldAction(_world, effect.Key);

        var outcome = await next.Gate.PerformAsync(effect with { Title = "Do it differently" }, action, GateHost.Token);

        Assert.Equal(new Thing(effect.Key.Value, 1), outcome.Value);
        Assert.Equal((0, 0), (action.Finds, action.Performs));
    }

    [Fact]
    public async Task PerformAsync_ExistsAlready_TakesItWithoutPerforming()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        _world.Create(effect.Key);
        var action = new WorldAction(_world, effect.Key);

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal(EffectStatus.Succeeded, outcome.Status);
        Assert.Equal(0, action.Performs);
    }

    [Fact]
    public async Task PerformAsync_TwentyCallersAtOnce_PerformsOnce()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token).AsTask())));

        Assert.All(outcomes, outcome => Assert.Equal(1, outcome.Value!.Number));
        Assert.Equal(1, _world.Created);
    }

    [Fact]
    public async Task PerformAsync_TransientTwice_IsRepeatedWithBackoff()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { BeforeCreate = static call => call <= 2 ? throw new TransientException("busy", TimeSpan.FromSeconds(30)) : Task.CompletedTask };

        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());

        Assert.Equal((EffectStatus.Succeeded, 3), (outcome.Status, action.Performs));
        Assert.True(host.Time.GetUtcNow() - GateHost.Start >= TimeSpan.FromSeconds(60), "It did not wait as long as the service asked.");
    }

    [Fact]
    public async Task PerformAsync_TransientForever_FailsAndMayBeTriedAgain()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { BeforeCreate = static _ => throw new TransientException("busy") };

        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());
        var again = await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);

        Assert.Equal((EffectStatus.Failed, "busy", EffectBackoff.MaxTries), (outcome.Status, outcome.Reason, action.Performs));
        Assert.Equal(EffectStatus.Succeeded, again.Status);
        Assert.Equal(2, host.Effects.Find(effect.Key)!.Intent.Attempt);
    }

    [Fact]
    public async Task PerformAsync_RefusedByTheService_FailsForCertain()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { BeforeCreate = static _ => throw new AoException("no such repository") };

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Failed, "no such repository"), (outcome.Status, outcome.Reason));
        Assert.Equal((1, 0), (action.Performs, host.Count("effect.unknown")));
    }

    public static TheoryData<string> BrokenOff => ["unknown", "defect", "plugin", "timeout"];

    [Theory]
    [MemberData(nameof(BrokenOff))]
    public async Task PerformAsync_ReplyLost_FindsWhatWasCreated(string fault)
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { AfterCreate = _ => throw Fault(fault) };

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal(EffectStatus.Succeeded, outcome.Status);
        Assert.Equal((1, 1, 1), (_world.Created, action.Performs, host.Count("effect.unknown")));
    }

    [Theory]
    [MemberData(nameof(BrokenOff))]
    public async Task PerformAsync_CallLost_IsNotPerformedAgainAndStaysUnknown(string fault)
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { BeforeCreate = call => call == 1 ? throw Fault(fault) : Task.CompletedTask };

        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());
        var again = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());

        Assert.Equal((EffectStatus.Unknown, EffectStatus.Unknown), (outcome.Status, again.Status));
        Assert.Equal((0, 1, 1, 1), (_world.Created, action.Performs, host.Count("effect.intended"), host.Count("effect.unknown")));
        Assert.Contains("declare it done or not done", outcome.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BrokenOff))]
    public async Task PerformAsync_CallLostThatActsOncePerKey_IsPerformedAgainUnderTheSameIntent(string fault)
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { MayRepeat = true, BeforeCreate = call => call == 1 ? throw Fault(fault) : Task.CompletedTask };

        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());

        Assert.Equal(EffectStatus.Succeeded, outcome.Status);
        Assert.Equal((1, 2, 1), (_world.Created, action.Performs, host.Count("effect.intended")));
    }

    [Fact]
    public async Task PerformAsync_CallLostThatActsOncePerKeyForEver_EndsUnknown()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { MayRepeat = true, BeforeCreate = static _ => throw new OutcomeUnknownException("reset") };

        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());

        Assert.Equal((EffectStatus.Unknown, 3, 1), (outcome.Status, action.Performs, host.Count("effect.unknown")));
    }

    [Fact]
    public async Task PerformAsync_CallLandsLate_IsFoundAndNotDoubled()
    {
        await using var host = new GateHost();
        var world = new OutsideWorld(host.Time);
        var effect = Given.Effect(EffectKind.OpenPullRequest);
        var action = new WorldAction(world, effect.Key) { Delay = static _ => TimeSpan.FromMilliseconds(300) };

        var outcome = await host.LiveAsync(effect, action);
        host.FakeTime.Advance(TimeSpan.FromDays(1));

        Assert.Equal((EffectStatus.Succeeded, 1, 1, 1), (outcome!.Status, action.Performs, world.Created, host.Count("consent.used")));
    }

    [Fact]
    public async Task ReadBackAsync_CallLandedAfterItWasGivenUp_IsFound()
    {
        await using var host = new GateHost();
        var world = new OutsideWorld(host.Time);
        var effect = Given.Effect();
        var action = new WorldAction(world, effect.Key) { Delay = static _ => TimeSpan.FromDays(365) };
        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());

        var early = await host.PassTimeAsync(host.Gate.ReadBackAsync(effect.Key, action, GateHost.Token).AsTask());
        host.FakeTime.Advance(TimeSpan.FromDays(365));
        var late = await host.PassTimeAsync(host.Gate.ReadBackAsync(effect.Key, action, GateHost.Token).AsTask());
        var again = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Unknown, EffectStatus.Unknown, EffectStatus.Succeeded), (outcome.Status, early.Outcome, late.Outcome));
        Assert.Equal((EffectStatus.Succeeded, 1, 1), (again.Status, action.Performs, world.Created));
    }

    [Fact]
    public async Task DeclareAsync_NotDone_NeedsANewConsentForANewIntent()
    {
        await using var host = new GateHost();
        var effect = Given.Effect(EffectKind.OpenPullRequest);
        var action = new WorldAction(_world, effect.Key) { BeforeCreate = static call => call == 1 ? throw new OutcomeUnknownException("reset") : Task.CompletedTask };
        await host.LiveAsync(effect, action);

        var declared = await host.Gate.DeclareAsync(effect.Key, happened: false, GateHost.Ada, "looked", GateHost.Token);
        var outcome = await host.LiveAsync(effect, action);

        Assert.Equal((EffectStatus.Failed, "'ada' declared it not done: looked"), (declared.Outcome, declared.Reason));
        Assert.Equal((EffectStatus.Succeeded, 2, 2, 1), (outcome!.Status, host.Count("effect.intended"), host.Count("consent.used"), _world.Created));
    }

    [Fact]
    public async Task DeclareAsync_Done_IsNeverDoneAgain()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key) { BeforeCreate = static _ => throw new OutcomeUnknownException("reset") };
        await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());

        await host.Gate.DeclareAsync(effect.Key, happened: true, GateHost.Ada, null, GateHost.Token);
        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Succeeded, (Thing?)null, 1), (outcome.Status, outcome.Value, action.Performs));
        Assert.Throws<AoException>(() => outcome.Require(effect));
        await Assert.ThrowsAsync<AoException>(async () => await host.Gate.DeclareAsync(effect.Key, happened: false, GateHost.Ada, null, GateHost.Token));
        await Assert.ThrowsAsync<AoException>(async () => await host.Gate.DeclareAsync(new OperationKey("no/such"), happened: false, GateHost.Ada, null, GateHost.Token));
    }

    [Fact]
    public async Task PerformAsync_CannotBeLookedFor_StaysUnknownAtOnce()
    {
        await using var host = new GateHost();
        var effect = Given.Effect(EffectKind.Notify);
        var performs = 0;
        var action = new EffectAction<Thing> { ResultType = ThingJson.Default.Thing, Perform = () => ++performs > 0 ? throw new OutcomeUnknownException("reset") : default };

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);
        await using var next = new GateHost(host.Journal.Reopen(), host.Time);
        var again = await next.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Unknown, EffectStatus.Unknown, 1), (outcome.Status, again.Status, performs));
    }

    [Fact]
    public async Task PerformAsync_ReadBackFails_IsUnknownUntilTheNextCallFinds()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key)
        {
            AfterCreate = static _ => throw new OutcomeUnknownException("reset"),
            OnFind = static find => find > 1 ? throw new TransientException("down") : Task.CompletedTask,
        };

        var outcome = await host.PassTimeAsync(host.Gate.PerformAsync(effect, action, GateHost.Token).AsTask());
        var unsettled = host.Effects.Unsettled.Count();
        await using var next = new GateHost(host.Journal.Reopen(), host.Time);
        var again = await next.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);

        Assert.Equal((EffectStatus.Unknown, 1), (outcome.Status, unsettled));
        Assert.Equal((EffectStatus.Succeeded, 1), (again.Status, _world.Created));
        Assert.Empty(next.Effects.Unsettled);
    }

    [Fact]
    public async Task PerformAsync_CalledOffInTheMiddle_IsCarriedThroughAndRecorded()
    {
        await using var host = await GateHost.StartAsync();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key)
        {
            BeforeCreate = _ =>
            {
                begun.SetResult();
                return goOn.Task;
            },
        };
        var performing = host.Gate.PerformAsync(effect, action, leaving.Token).AsTask();
        await begun.Task;

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => performing);
        var stopping = host.StopAsync();
        goOn.SetResult();
        await stopping;

        Assert.Equal((EffectStatus.Succeeded, 1), (host.Effects.Find(effect.Key)!.Outcome, _world.Created));
    }

    [Fact]
    public async Task PerformAsync_CalledOffWhileWaitingToRepeat_FailsForCertain()
    {
        await using var host = new GateHost();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(GateHost.Token);
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key)
        {
            BeforeCreate = async _ =>
            {
                await leaving.CancelAsync();
                throw new TransientException("busy");
            },
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await host.Gate.PerformAsync(effect, action, leaving.Token));
        var outcome = await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);

        Assert.Equal((EffectStatus.Succeeded, 1, 2), (outcome.Status, _world.Created, host.Effects.Find(effect.Key)!.Intent.Attempt));
    }

    [Fact]
    public async Task PerformAsync_OtherParametersAfterAnUnsettledIntent_TakesWhatTheFirstCreated()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var dying = new WorldAction(_world, effect.Key) { AfterCreate = _ => Die(host) };
        await Assert.ThrowsAsync<Ao.TestSupport.HostDiedException>(async () => await host.Gate.PerformAsync(effect, dying, GateHost.Token));
        await using var next = new GateHost(host.Journal.Reopen(), host.Time);
        var action = new WorldAction(_world, effect.Key);

        var outcome = await next.Gate.PerformAsync(Given.Effect(parameters: ("head", "2")), action, GateHost.Token);

        Assert.Equal((EffectStatus.Succeeded, 0, 1), (outcome.Status, action.Performs, _world.Created));
    }

    [Fact]
    public async Task PerformAsync_SecondGateWhileTheFirstPerforms_LeavesItAlone()
    {
        await using var host = new GateHost();
        await using var other = new GateHost(host.Journal, host.Time);
        var effect = Given.Effect();
        EffectOutcome<Thing>? seen = null;
        var late = new WorldAction(_world, effect.Key);
        var action = new WorldAction(_world, effect.Key)
        {
            BeforeCreate = async _ => seen = await other.Gate.PerformAsync(effect, late, GateHost.Token),
        };

        await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Unknown, 0, 1), (seen!.Status, late.Performs, _world.Created));
    }

    private static Task Die(GateHost host)
    {
        host.Journal.Kill();
        throw new Ao.TestSupport.HostDiedException();
    }

    private static Exception Fault(string fault) => fault switch
    {
        "unknown" => new OutcomeUnknownException("The connection was reset."),
        "defect" => new InvalidOperationException("A defect."),
        "plugin" => new PluginException("github", "The plugin threw.", new InvalidOperationException()),
        _ => new TaskCanceledException("The client timed out."),
    };
}
