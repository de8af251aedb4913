using Ao.Consents;
using Ao.Effects;

namespace Ao.Core.Tests.Effects;

public sealed class SessionGateTests
{
    private readonly OutsideWorld _world = new();

    [Fact]
    public async Task Close_BeforeTheCall_NothingBegins()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        host.Gate.Close(Given.Session);

        var outcome = await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);

        Assert.Equal((EffectStatus.Closed, 0, 0L), (outcome.Status, _world.Created, host.Journal.Head));
    }

    [Fact]
    public async Task Close_WhileWaitingForConsent_ReturnsAndWithdrawsTheRequest()
    {
        await using var host = await GateHost.StartAsync();
        var effect = Given.Effect(EffectKind.OpenPullRequest);
        var performing = host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token).AsTask();
        var pending = await host.WaitPendingAsync();

        host.Gate.Close(Given.Session);

        Assert.Equal(EffectStatus.Closed, (await performing).Status);
        await host.WaitAsync(consent => consent.Id == pending.Id && consent.State == ConsentState.Withdrawn);
        await Assert.ThrowsAsync<AoException>(async () => await host.Consents.AnswerAsync(pending.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token));
    }

    [Fact]
    public async Task Close_WithdrawalNotWrittenYet_IsWrittenBeforeTheEngineHasStopped()
    {
        await using var host = await GateHost.StartAsync();
        var effect = Given.Effect(EffectKind.OpenPullRequest);
        var performing = host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token).AsTask();
        await host.WaitPendingAsync();
        host.Gate.Close(Given.Session);

        await host.StopAsync();

        Assert.Equal(1, host.Count("consent.withdrawn"));
        Assert.Equal(EffectStatus.Closed, (await performing).Status);
    }

    [Fact]
    public async Task Close_WhileItIsLookedFor_NothingBegins()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key)
        {
            OnFind = _ =>
            {
                host.Gate.Close(Given.Session);
                return Task.CompletedTask;
            },
        };

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Closed, 0, 0), (outcome.Status, _world.Created, host.Count("effect.intended")));
    }

    [Fact]
    public async Task Close_BetweenIntentAndCall_NothingIsPerformed()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        host.Journal.Observe(fact =>
        {
            if (fact.Type == "effect.intended")
            {
                host.Gate.Close(Given.Session);
            }
        });

        var outcome = await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token);

        Assert.Equal((EffectStatus.Closed, 0, 1), (outcome.Status, _world.Created, host.Count("effect.failed")));
    }

    [Fact]
    public async Task Close_WhileWaitingToRepeat_DoesNotRepeat()
    {
        await using var host = new GateHost();
        var effect = Given.Effect();
        var action = new WorldAction(_world, effect.Key)
        {
            BeforeCreate = _ =>
            {
                host.Gate.Close(Given.Session);
                throw new TransientException("busy");
            },
        };

        var outcome = await host.Gate.PerformAsync(effect, action, GateHost.Token);

        Assert.Equal((EffectStatus.Closed, 1), (outcome.Status, action.Performs));
    }

    [Fact]
    public async Task Open_AfterClose_AsksAnew()
    {
        await using var host = await GateHost.StartAsync();
        var effect = Given.Effect(EffectKind.OpenPullRequest);
        var first = host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token).AsTask();
        await host.WaitPendingAsync();
        host.Gate.Close(Given.Session);
        await first;
        await host.WaitAsync(static consent => consent.State == ConsentState.Withdrawn);
        host.Gate.Open(Given.Session);

        var outcome = await host.ApproveAsync(effect, new WorldAction(_world, effect.Key));

        Assert.Equal((EffectStatus.Succeeded, 2), (outcome.Status, host.Count("consent.requested")));
    }

    [Fact]
    public async Task Close_OtherSession_DoesNotConcernIt()
    {
        await using var host = new GateHost();
        var effect = Given.Effect(session: new SessionId("shop", 2));
        host.Gate.Close(Given.Session);

        Assert.Equal(EffectStatus.Succeeded, (await host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token)).Status);
    }

    [Fact]
    public async Task Close_RacingAnApproval_NeverPerformsAfterClosedWasReturned()
    {
        await using var host = await GateHost.StartAsync();
        for (var round = 0; round < 200; round++)
        {
            var session = new SessionId("shop", round + 1);
            var effect = Given.Numbered(round) with { Session = session };
            var performing = host.Gate.PerformAsync(effect, new WorldAction(_world, effect.Key), GateHost.Token).AsTask();
            var pending = await host.WaitPendingAsync();

            var answering = Task.Run(async () => await Record.ExceptionAsync(async () => await host.Consents.AnswerAsync(pending.Id, ConsentDecision.Approve, GateHost.Ada, cancellationToken: GateHost.Token)), GateHost.Token);
            var closing = Task.Run(() => host.Gate.Close(session), GateHost.Token);
            await Task.WhenAll(answering, closing, performing);

            var outcome = await performing;
            Assert.True(await answering is null or AoException);
            Assert.Equal(outcome.Status == EffectStatus.Succeeded ? 1 : 0, _world.CountOf(effect.Key));
            Assert.True(outcome.Status is EffectStatus.Succeeded or EffectStatus.Closed);
            await host.WaitAsync(consent => consent.Id == pending.Id && consent.State is ConsentState.Withdrawn or ConsentState.Used);
        }
    }
}
