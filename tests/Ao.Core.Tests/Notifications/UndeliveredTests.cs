using System.Globalization;
using Ao.Consents;
using Ao.Core.Tests.Effects;
using Ao.Core.Tests.Sessions;
using Ao.Notices;
using Ao.Notifications;
using Ao.Notifiers;
using Ao.Sessions;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Notifications;

public sealed class UndeliveredTests : IDisposable
{
    private static readonly Operator s_ada = new("ada", "test");
    private readonly World _world = new();
    private readonly FakeNotifier _mail = new();

    public UndeliveredTests()
    {
        _world.Project.Notifiers = ["chat", "mail"];
        _world.Named["mail"] = _mail;
        _world.Runtime.OnStart = static process => process.Exit(0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Refused_IsKeptAndToldOverTheOthersOnly()
    {
        await using var engine = await Engine.StartAsync(_world);
        Refuse("The channel is gone.");
        var id = await SpawnAsync(engine);
        var told = await ReadAsync(_mail, static told => told.Title.Contains("was not given", StringComparison.Ordinal));

        var entry = Assert.Single(engine.Orchestrator.Notifications.ListUndelivered(), entry => entry.Notification.Title == $"{id} is done");
        Assert.Equal(("chat", false, "The channel is gone.", 1), (entry.Notifier, entry.MayHaveArrived, entry.Reason, entry.Attempts));
        Assert.Equal((NotificationPriority.Action, true), (told.Priority, told.Title.Contains("'chat'", StringComparison.Ordinal)));
        Assert.Contains("The channel is gone.", told.Body, StringComparison.Ordinal);

        _world.Notifier.AfterSend = static _ => Task.CompletedTask;
        var next = await SpawnAsync(engine);
        await ReadAsync(_world.Notifier, seen =>
        {
            Assert.DoesNotContain("was not given", seen.Title, StringComparison.Ordinal);
            return seen.Title == $"{next} is done";
        });
    }

    [Fact]
    public async Task Refused_Several_RaiseOneNoticeUntilItWasSeenTo()
    {
        await using var engine = await Engine.StartAsync(_world);
        Refuse("Gone.");
        await RefusedAsync(engine);
        await RefusedAsync(engine);
        Assert.Single(Notices(engine));
        await engine.Orchestrator.Notices.CloseAsync(Notices(engine)[0].Id, "We mend it.", s_ada, Token);
        Assert.Empty(Notices(engine));

        await RefusedAsync(engine);

        Assert.Single(Notices(engine));
    }

    [Fact]
    public async Task RetryAsync_ChannelIsMended_IsToldUnderTheSameKeyAndNothingIsOpen()
    {
        await using var engine = await Engine.StartAsync(_world);
        Refuse("Gone.");
        var entry = await RefusedAsync(engine);
        Drain(_world.Notifier);
        _world.Notifier.AfterSend = static _ => Task.CompletedTask;

        Assert.True(await engine.Orchestrator.Notifications.RetryAsync(entry.Id, s_ada, Token));

        Assert.Equal(entry.Notification.Key, (await ReadAsync(_world.Notifier, static _ => true)).Key);
        Assert.Empty(engine.Orchestrator.Notifications.ListUndelivered());
        Assert.Empty(Notices(engine));
    }

    [Fact]
    public async Task RetryAsync_StillRefused_SaysWhyNow()
    {
        await using var engine = await Engine.StartAsync(_world);
        Refuse("Gone.");
        var entry = await RefusedAsync(engine);
        Refuse("Archived.");

        Assert.False(await engine.Orchestrator.Notifications.RetryAsync(entry.Id, s_ada, Token));

        var again = Assert.Single(engine.Orchestrator.Notifications.ListUndelivered());
        Assert.Equal((entry.Id, "Archived.", 2), (again.Id, again.Reason, again.Attempts));
        Assert.Single(Notices(engine));
    }

    [Fact]
    public async Task RetryAsync_MayHaveArrived_IsSentAgainBecauseAPersonSaysSo()
    {
        await using var engine = await Engine.StartAsync(_world);
        _world.Notifier.AfterSend = static _ => throw new OutcomeUnknownException("It broke off.");
        var entry = await RefusedAsync(engine);
        Assert.Equal((true, "It broke off."), (entry.MayHaveArrived, entry.Reason));
        Assert.Single(engine.Orchestrator.Effects.ListUnsettled());
        _world.Notifier.AfterSend = static _ => Task.CompletedTask;

        Assert.True(await engine.Orchestrator.Notifications.RetryAsync(entry.Id, s_ada, Token));

        Assert.Empty(engine.Orchestrator.Effects.ListUnsettled());
        Assert.Empty(engine.Orchestrator.Notifications.ListUndelivered());
    }

    [Fact]
    public async Task RetryAsync_WhileItIsBeingSent_IsRefusedAndDismissingLasts()
    {
        await using var engine = await Engine.StartAsync(_world);
        Refuse("Gone.");
        var entry = await RefusedAsync(engine);
        Drain(_world.Notifier);
        var end = new TaskCompletionSource();
        _world.Notifier.AfterSend = async _ =>
        {
            await end.Task;
            throw new AoException("Still gone.");
        };

        var retry = engine.Orchestrator.Notifications.RetryAsync(entry.Id, s_ada, Token);
        await ReadAsync(_world.Notifier, told => told.Key == entry.Notification.Key);
        var error = await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Notifications.RetryAsync(entry.Id, s_ada, Token));
        Assert.True(Assert.Single(engine.Orchestrator.Notifications.ListUndelivered(), listed => listed.Id == entry.Id).MayHaveArrived);
        await engine.Orchestrator.Notifications.DismissAsync(entry.Id, "Seen.", s_ada, Token);
        end.SetResult();

        Assert.False(await retry);
        Assert.Contains("is being sent", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.Orchestrator.Notifications.ListUndelivered(), listed => listed.Id == entry.Id);
    }

    [Fact]
    public async Task RetryAsync_HostDiesMeanwhile_MayHaveArrivedForTheNextHost()
    {
        Refuse("Gone.");
        UndeliveredNotification entry;
        await using (var dying = await Engine.StartAsync(_world))
        {
            entry = await RefusedAsync(dying);
            var sent = new TaskCompletionSource();
            _world.Notifier.AfterSend = _ =>
            {
                dying.Journal.CrashAt = dying.Journal.Appends + 1;
                sent.TrySetResult();
                return Task.CompletedTask;
            };
            var retry = dying.Orchestrator.Notifications.RetryAsync(entry.Id, s_ada, Token);
            await sent.Task.WaitAsync(Token);
            await Assert.ThrowsAnyAsync<Exception>(() => retry);
        }

        await using var next = await Engine.StartAsync(_world);
        var left = next.Orchestrator.Notifications.ListUndelivered().Single(left => left.Id == entry.Id);

        Assert.Equal((false, true), (entry.MayHaveArrived, left.MayHaveArrived));
        Assert.Contains("the host ended", left.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unreachable_ChannelAsksToBeCalledLater_IsNotCalledBefore()
    {
        var time = new FakeTimeProvider(GateHost.Start);
        _world.Time = time;
        await using var engine = await Engine.StartAsync(_world);
        var times = new List<DateTimeOffset>();
        var told = new TaskCompletionSource();
        _world.Notifier.AfterSend = _ =>
        {
            times.Add(time.GetUtcNow());
            if (times.Count == 1)
            {
                throw new TransientException("Too many requests.", TimeSpan.FromMinutes(15));
            }

            told.TrySetResult();
            return Task.CompletedTask;
        };
        await SpawnAsync(engine);

        await PassAsync(time, () => told.Task.IsCompleted);

        Assert.True(times[1] - times[0] >= TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task DismissAsync_WithAReason_IsGoneAlsoForTheNextHost()
    {
        Refuse("Gone.");
        UndeliveredNotification first;
        await using (var engine = await Engine.StartAsync(_world))
        {
            first = await RefusedAsync(engine);
        }

        await using (var engine = await Engine.StartAsync(_world))
        {
            Assert.Equal(first, Assert.Single(engine.Orchestrator.Notifications.ListUndelivered()));
            await Assert.ThrowsAsync<AoException>(() => engine.Orchestrator.Notifications.DismissAsync(first.Id, " ", s_ada, Token));
            await engine.Orchestrator.Notifications.DismissAsync(first.Id, "Seen at the screen.", s_ada, Token);
            await engine.Orchestrator.Notifications.DismissAsync(first.Id, "Seen at the screen.", s_ada, Token);
            Assert.Empty(Notices(engine));
        }

        await using var last = await Engine.StartAsync(_world);
        Assert.Empty(last.Orchestrator.Notifications.ListUndelivered());
        var error = await Assert.ThrowsAsync<AoException>(() => last.Orchestrator.Notifications.RetryAsync(first.Id, s_ada, Token));
        Assert.Contains(first.Id, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Refused_HostDiesAtAWriteAfterwards_NextHostKeepsItOnce(int crashAt)
    {
        _world.Project.Notifiers = ["chat"];
        await using (var dying = await Engine.StartAsync(_world))
        {
            var sent = new TaskCompletionSource();
            _world.Notifier.AfterSend = _ =>
            {
                dying.Journal.CrashAt = dying.Journal.Appends + crashAt;
                sent.TrySetResult();
                throw new AoException("Gone.");
            };
            await SpawnAsync(dying);
            await sent.Task.WaitAsync(Token);
        }

        Refuse("Gone.");
        await using var next = await Engine.StartAsync(_world);
        await foreach (var _ in next.Journal.SubscribeAsync(0, Token))
        {
            if (next.Orchestrator.Notifications.ListUndelivered().Count > 0)
            {
                break;
            }
        }

        Assert.Equal("shop-1 is done", Assert.Single(next.Orchestrator.Notifications.ListUndelivered()).Notification.Title);
        Assert.Single(Notices(next));
    }

    [Fact]
    public async Task Unreachable_ForTenMinutes_IsToldOverTheOthersUntilItIsReached()
    {
        var time = new FakeTimeProvider(GateHost.Start);
        _world.Time = time;
        await using var engine = await Engine.StartAsync(_world);
        _world.Notifier.AfterSend = static _ => throw new TransientException("The chat is down.");
        await SpawnAsync(engine);
        await PassAsync(time, () => engine.Orchestrator.Notices.List().Any(static notice => notice.Topic == "notification.unreachable"));

        var status = engine.Orchestrator.Notifications.ListNotifiers().Single(static status => status.Name == "chat");
        Assert.Equal((true, "The chat is down."), (status.IsServed, status.Problem));
        Assert.True(status.Behind > 0 && time.GetUtcNow() - status.WaitingSince >= TimeSpan.FromMinutes(10));
        await ReadAsync(_mail, static told => told.Title == "The notifier 'chat' cannot be reached");

        _world.Notifier.AfterSend = static _ => Task.CompletedTask;
        await PassAsync(time, () => engine.Orchestrator.Notifications.ListNotifiers().All(static status => status is { Behind: 0, WaitingSince: null, Problem: null, Undelivered: 0 }));
        Assert.DoesNotContain(engine.Orchestrator.Notices.List(), static notice => notice.Topic == "notification.unreachable");
    }

    [Fact]
    public async Task KeepAsync_MoreThanAnybodyLooksAt_KeepsTheNewestAndShortTexts()
    {
        await using var engine = await Engine.StartAsync(_world);
        var desk = engine.Get<UndeliveredDesk>();
        for (var number = 1; number <= UndeliveredDesk.Most + 5; number++)
        {
            await desk.KeepAsync("chat", Told(number), mayHaveArrived: false, "Gone.", Token);
        }

        await desk.KeepAsync("chat", Told(UndeliveredDesk.Most + 5), mayHaveArrived: false, "Gone.", Token);
        var listed = engine.Orchestrator.Notifications.ListUndelivered();
        Assert.Equal(UndeliveredDesk.Most, listed.Count);
        Assert.Contains(listed, static entry => entry.Notification.Title == (UndeliveredDesk.Most + 5).ToString(CultureInfo.InvariantCulture));
        Assert.DoesNotContain(listed, static entry => entry.Notification.Title == "5");
        Assert.All(listed, static entry => Assert.True(entry.Notification.Body.Length <= 4_000));
        Assert.Equal(UndeliveredDesk.Most, engine.Orchestrator.Notifications.ListNotifiers().Single(static status => status.Name == "chat").Undelivered);
    }

    private static Notification Told(int number) => new()
    {
        Key = new OperationKey($"abcd2345/notify/{number}/chat"),
        Priority = NotificationPriority.Info,
        Title = number.ToString(CultureInfo.InvariantCulture),
        Body = new string('x', 10_000),
        At = GateHost.Start,
        Project = new ProjectId("shop"),
    };

    private static async Task<SessionId> SpawnAsync(Engine engine) => (await engine.Orchestrator.SpawnAsync(new SpawnRequest { Project = "shop", Prompt = "Do it." }, Token)).Id;

    private static async Task<Notification> ReadAsync(FakeNotifier notifier, Func<Notification, bool> isWanted)
    {
        while (true)
        {
            var told = await notifier.Sent.Reader.ReadAsync(Token);
            if (isWanted(told))
            {
                return told;
            }
        }
    }

    private static void Drain(FakeNotifier notifier)
    {
        while (notifier.Sent.Reader.TryRead(out _))
        {
            // What was tried before.
        }
    }

    private static async Task PassAsync(FakeTimeProvider time, Func<bool> isReached)
    {
        while (!isReached())
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
        }
    }

    private static List<Notice> Notices(Engine engine) => [.. engine.Orchestrator.Notices.List().Where(static notice => notice.Topic == "notification.undelivered")];

    private void Refuse(string reason) => _world.Notifier.AfterSend = _ => throw new AoException(reason);

    /// <summary>Has a session end, and waits until the chat was not given that.</summary>
    private async Task<UndeliveredNotification> RefusedAsync(Engine engine)
    {
        var id = await SpawnAsync(engine);
        await foreach (var _ in engine.Journal.SubscribeAsync(0, Token))
        {
            if (engine.Orchestrator.Notifications.ListUndelivered().FirstOrDefault(entry => entry.Notification.Title == $"{id} is done") is { } entry)
            {
                return entry;
            }
        }

        throw new InvalidOperationException("The journal ended.");
    }
}
