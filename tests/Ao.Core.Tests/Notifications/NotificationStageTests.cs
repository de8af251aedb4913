using Ao.Core.Tests.Sessions;
using Ao.Effects;
using Ao.Notifiers;
using Ao.Sessions;

namespace Ao.Core.Tests.Notifications;

public sealed class NotificationStageTests : IDisposable
{
    private readonly World _world = new();

    public NotificationStageTests() => _world.Project.Notifiers = ["chat"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Session_Done_IsToldOnceThroughTheGate()
    {
        await using var engine = await Engine.StartAsync(_world);
        var told = await TellAsync(engine);
        var effect = engine.Effects.All.Single(effect => effect.Intent.Key == told.Key);

        Assert.Equal((EffectKind.Notify, (SessionId?)null), (effect.Intent.Kind, effect.Intent.Session));
        Assert.StartsWith(engine.Keys.Instance + "/notify/", told.Key.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_DiesWhileItTells_DoesNotTellAgain()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await using (var dying = await Engine.StartAsync(_world))
        {
            var (sent, dead) = (new TaskCompletionSource(), new TaskCompletionSource());
            _world.Notifier.AfterSend = async _ =>
            {
                dying.Journal.CrashAt = 1;
                sent.TrySetResult();
                await dead.Task;
            };
            await dying.Orchestrator.SpawnAsync(Request(), Token);
            await sent.Task.WaitAsync(Token);
            dead.SetResult();
        }

        _world.Notifier.AfterSend = static _ => Task.CompletedTask;
        var first = await _world.Notifier.Sent.Reader.ReadAsync(Token);
        await using var next = await Engine.StartAsync(_world);
        await next.WaitEffectAsync(first.Key, static effect => effect.Outcome == EffectStatus.Unknown);
        await TellAsync(next);

        Assert.Contains(next.Orchestrator.Effects.ListUnsettled(), effect => effect.Operation == first.Key);
        while (_world.Notifier.Sent.Reader.TryRead(out var later))
        {
            Assert.NotEqual(first.Key, later.Key);
        }
    }

    [Fact]
    public async Task Host_DiesBeforeItsFirstNotification_NextHostTells()
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        SessionId id;
        await using (var dying = await Engine.StartAsync(_world))
        {
            // Its notifier hangs from the start, so that nothing is told while it lives.
            _world.Notifier.AfterSend = static _ => throw new TransientException("The chat is down.");
            id = (await dying.Orchestrator.SpawnAsync(Request(), Token)).Id;
            await dying.WaitAsync(id, SessionStatus.Done);
            await _world.Notifier.Sent.Reader.ReadAsync(Token);
        }

        _world.Notifier.AfterSend = static _ => Task.CompletedTask;
        while (_world.Notifier.Sent.Reader.TryRead(out _))
        {
            // Attempts that changed nothing.
        }

        await using var next = await Engine.StartAsync(_world);
        var told = await _world.Notifier.Sent.Reader.ReadAsync(Token);

        Assert.Equal($"{id} is done", told.Title);
    }

    private async Task<Notification> TellAsync(Engine engine)
    {
        _world.Runtime.OnStart = static process => process.Exit(0);
        await engine.Orchestrator.SpawnAsync(Request(), Token);
        var told = await _world.Notifier.Sent.Reader.ReadAsync(Token);
        await engine.WaitEffectAsync(told.Key, static effect => effect.Outcome == EffectStatus.Succeeded);
        return told;
    }

    private static SpawnRequest Request() => new() { Project = "shop", Prompt = "Do it." };
}
