using Ao.Configuration;
using Ao.Core.Tests.Sessions;
using Ao.Notices;
using Ao.Notifiers;
using Ao.TestSupport;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Notifications;

/// <summary>Notices on their way to people: by priority, over several channels at once, held back in quiet hours and over a restart.</summary>
public sealed class RoutingTests : IDisposable
{
    private readonly World _world = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 23, 0, 0, TimeSpan.Zero));
    private readonly FakeNotifier _pager = new();

    public RoutingTests()
    {
        _world.Time = _time;
        _world.Journal = new InMemoryJournal(_time);
        _world.Named["pager"] = _pager;
        _world.Project.Notifiers = ["chat"];
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Notice_IsToldOverEachChannelOfItsPriority_OneThatHangsDelaysNoOther()
    {
        _world.Options.Notifications.Routes.Urgent = ["chat", "pager"];
        var hanging = new TaskCompletionSource();
        _pager.AfterSend = _ => hanging.Task;
        await using var engine = await Engine.StartAsync(_world);

        await RaiseAsync(engine, "first", NotificationPriority.Urgent);
        await RaiseAsync(engine, "second", NotificationPriority.Info);

        Assert.Equal(["first", "second"], [await ToldAsync(_world.Notifier), await ToldAsync(_world.Notifier)]);
        Assert.Equal("first", await ToldAsync(_pager));
        Assert.False(_pager.Sent.Reader.TryRead(out _));
        hanging.SetResult();
    }

    [Fact]
    public async Task QuietHours_HoldBackOverARestart_AndAreToldInOneDigest()
    {
        _world.Options.Notifications.QuietHours.From = TimeSpan.FromHours(22);
        _world.Options.Notifications.QuietHours.To = TimeSpan.FromHours(7);
        await using (var engine = await Engine.StartAsync(_world))
        {
            await RaiseAsync(engine, "one", NotificationPriority.Info);
            await RaiseAsync(engine, "two", NotificationPriority.Warning);
            await RaiseAsync(engine, "now", NotificationPriority.Urgent);
            Assert.Equal("now", await ToldAsync(_world.Notifier));
        }

        await using var next = await Engine.StartAsync(_world);
        await RaiseAsync(next, "three", NotificationPriority.Info);
        await RaiseAsync(next, "act", NotificationPriority.Action);
        Assert.Equal("act", await ToldAsync(_world.Notifier));
        while (!_world.Notifier.Sent.Reader.TryPeek(out _))
        {
            _time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        var digest = await _world.Notifier.Sent.Reader.ReadAsync(Token);
        Assert.Equal("shop: 3 notifications (1 warning, 2 info)", digest.Title);
        Assert.Equal(["23:00 Info: one", "23:00 Warning: two", "23:00 Info: three"], digest.Body.Split('\n'));
        Assert.False(_world.Notifier.Sent.Reader.TryRead(out _));
    }

    [Fact]
    public void Settings_NameAChannelThatIsNotThere_SaysWhichThereAre()
    {
        var options = new AoOptions { Projects = { ["shop"] = new ProjectOptions { Path = "/shop", Notifiers = ["chat"] } }, Notifications = { Routes = { Urgent = ["pagr"] }, QuietHours = { From = TimeSpan.FromHours(22), TimeZone = "Middle/Earth", Priorities = [NotificationPriority.Urgent] } } };
        var problems = new ConfigurationProblems(null);

        new NotificationRules(problems).Validate(options);

        Assert.Equal(4, problems.Lines.Count);
        Assert.Contains("Notifications:Routes:Urgent:0", problems.Lines[0], StringComparison.Ordinal);
        Assert.Contains("'pagr' is no notifier of any project; those of the projects are chat", problems.Lines[0], StringComparison.Ordinal);
    }

    private static async Task RaiseAsync(Engine engine, string title, NotificationPriority priority) =>
        await engine.Get<NoticeDesk>().RaiseAsync(new NewNotice { Key = new OperationKey($"test/{title}"), Priority = priority, Topic = "test", Title = title, Project = new ProjectId("shop") }, Token);

    private static async Task<string> ToldAsync(FakeNotifier notifier) => (await notifier.Sent.Reader.ReadAsync(Token)).Title;
}
