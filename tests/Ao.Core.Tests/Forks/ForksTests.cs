using Ao.Consents;
using Ao.Core.Tests.Sessions;
using Ao.Effects;

namespace Ao.Core.Tests.Forks;

public sealed class ForksTests : IDisposable
{
    private static readonly ProjectId s_shop = new("shop");
    private readonly World _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task CreateAsync_NobodyConsents_CreatesNothing()
    {
        await using var engine = await Engine.StartAsync(_world);
        var creating = engine.Orchestrator.Forks.CreateAsync(s_shop, "ada", Token);

        var consent = await AnswerAsync(engine, ConsentDecision.Deny);

        var error = await Assert.ThrowsAsync<AoException>(() => creating);
        Assert.Contains("said no", error.Message, StringComparison.Ordinal);
        Assert.Equal((EffectKind.CreateFork, "ada"), (consent.Kind, consent.Parameters["owner"]));
        Assert.Empty(_world.Scm.Forks);
    }

    [Fact]
    public async Task CreateAsync_AskedForTwice_CreatesOneFork()
    {
        await using var engine = await Engine.StartAsync(_world);
        var creating = engine.Orchestrator.Forks.CreateAsync(s_shop, "Ada", Token);
        await AnswerAsync(engine, ConsentDecision.Approve);

        var fork = await creating;
        var again = await engine.Orchestrator.Forks.CreateAsync(s_shop, "Ada", Token);

        Assert.Equal(fork, again);
        Assert.Equal(fork, Assert.Single(_world.Scm.Forks));
        Assert.Single(engine.Orchestrator.Consents.List(pendingOnly: false));
    }

    [Fact]
    public async Task CreateAsync_ReplyLost_FindsTheFork()
    {
        _world.Scm.ActsOncePerKey = false;
        _world.Scm.LosesReply = static what => what == "fork";
        await using var engine = await Engine.StartAsync(_world);
        var creating = engine.Orchestrator.Forks.CreateAsync(s_shop, "ada", Token);
        await AnswerAsync(engine, ConsentDecision.Approve);

        Assert.Equal("/forks/ada", (await creating).Location);
    }

    [Fact]
    public async Task SwitchPushTargetAsync_ThereAndBackAndThereAgain_AsksEachTime()
    {
        await using var engine = await Engine.StartAsync(_world);
        var source = await engine.Orchestrator.Forks.GetPushTargetAsync(s_shop, Token);
        foreach (var target in new[] { "/forks/ada", source, "/forks/ada" })
        {
            var switching = engine.Orchestrator.Forks.SwitchPushTargetAsync(s_shop, target, Token);
            var consent = await AnswerAsync(engine, ConsentDecision.Approve);
            await switching;

            Assert.Equal((EffectKind.SwitchPushTarget, target), (consent.Kind, consent.Parameters["to"]));
            Assert.Equal(target, await engine.Orchestrator.Forks.GetPushTargetAsync(s_shop, Token));
        }

        await engine.Orchestrator.Forks.SwitchPushTargetAsync(s_shop, "/forks/ada", Token);
        Assert.Equal(3, engine.Orchestrator.Consents.List(pendingOnly: false).Count);
    }

    [Fact]
    public async Task SwitchPushTargetAsync_TargetChangedSinceTheQuestion_IsRefused()
    {
        await using var engine = await Engine.StartAsync(_world);
        var switching = engine.Orchestrator.Forks.SwitchPushTargetAsync(s_shop, "/forks/ada", Token);
        await AnswerAsync(engine, ConsentDecision.Approve, () => _world.Scm.PushTarget = "/forks/mallory");

        await Assert.ThrowsAsync<AoException>(() => switching);
        Assert.Equal("/forks/mallory", _world.Scm.PushTarget);
    }

    private static async Task<Consent> AnswerAsync(Engine engine, ConsentDecision decision, Action? before = null)
    {
        await foreach (var consent in engine.Orchestrator.Consents.WatchAsync(Token))
        {
            if (consent.State == ConsentState.Pending)
            {
                before?.Invoke();
                return await engine.Orchestrator.Consents.AnswerAsync(consent.Id, decision, new Operator("ada", "test"), cancellationToken: Token);
            }
        }

        throw new InvalidOperationException("Nobody was asked.");
    }
}
