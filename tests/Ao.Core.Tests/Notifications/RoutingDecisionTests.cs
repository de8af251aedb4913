using Ao.Configuration;
using Ao.Notifications;
using Ao.Notifiers;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Core.Tests.Notifications;

public class RoutingDecisionTests
{
    private static readonly DateTimeOffset s_midnight = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    [Theory]

    // Without quiet hours and digests everything is told at once, over the project's notifiers.
    [InlineData("plain", "chat", "Info", 23, "now")]
    [InlineData("plain", "mail", "Info", 23, "never")]

    // Routes name who is told by priority.
    [InlineData("routes", "pager", "Urgent", 12, "now")]
    [InlineData("routes", "chat", "Urgent", 12, "never")]
    [InlineData("routes", "chat", "Warning", 12, "now")]

    // In quiet hours, from 22 to 7, what can wait does; what is urgent, or for a person to do, does not.
    [InlineData("quiet", "chat", "Info", 21, "now")]
    [InlineData("quiet", "chat", "Info", 22, "31")]
    [InlineData("quiet", "chat", "Warning", 3, "7")]
    [InlineData("quiet", "chat", "Info", 7, "now")]
    [InlineData("quiet", "chat", "Action", 3, "now")]
    [InlineData("quiet", "chat", "Urgent", 3, "now")]

    // Digests are told every 6 hours; one that would fall into quiet hours waits for their end.
    [InlineData("digest", "chat", "Info", 9, "12")]
    [InlineData("digest", "chat", "Info", 12, "18")]
    [InlineData("digest", "chat", "Info", 19, "31")]
    [InlineData("digest", "chat", "Warning", 9, "now")]
    [InlineData("digest", "chat", "Urgent", 9, "now")]
    public void Decide_Settings_SayWhoAndWhen(string settings, string notifier, string priority, int hour, string when)
    {
        var answer = RoutingDecision.Decide(RoutingOf(settings), notifier, Enum.Parse<NotificationPriority>(priority), s_midnight.AddHours(hour));

        Assert.Equal(when, answer switch { { IsTold: false } => "never", { Until: null } => "now", { Until: { } until } => (until - s_midnight).TotalHours.ToString(System.Globalization.CultureInfo.InvariantCulture) });
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-11-26T21:30:00Z", "2026-11-27T06:00:00Z")]
    [InlineData("Europe/Berlin", "2026-11-26T20:30:00Z", null)]

    // In the night of 2026-03-29 the clocks of Berlin leap from 2 to 3, and quiet hours of an hour less are over.
    [InlineData("Europe/Berlin", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00Z")]
    [InlineData("UTC", "2026-11-26T21:30:00Z", null)]
    public void Quiet_TimeZone_EndsAsClocksThereSay(string zone, string at, string? end)
    {
        var quiet = new QuietHours(TimeSpan.FromHours(22), TimeSpan.FromHours(7), TimeZoneInfo.FindSystemTimeZoneById(zone), [NotificationPriority.Info]);

        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), quiet.EndAfter(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Property]
    public Property Decide_Urgent_IsNeverHeld(byte from, byte to, byte minutes, int at)
    {
        var host = new NotificationOptions
        {
            QuietHours = { From = TimeSpan.FromMinutes(from * 5), To = TimeSpan.FromMinutes(to * 5), Priorities = [.. Enum.GetValues<NotificationPriority>()] },
            Digest = { Interval = TimeSpan.FromMinutes(1 + minutes), Priorities = [.. Enum.GetValues<NotificationPriority>()] },
        };
        var routing = NotificationRouting.Of(host, new NotificationOptions(), ["chat"]);
        var now = s_midnight.AddMinutes(Math.Abs(at % 1_000_000));
        var info = RoutingDecision.Decide(routing, "chat", NotificationPriority.Info, now);
        return (RoutingDecision.Decide(routing, "chat", NotificationPriority.Urgent, now) == new RoutingAnswer(IsTold: true) && info.Until > now).ToProperty();
    }

    /// <summary>Whatever comes and whenever it is told: each is counted in one digest, and in one only.</summary>
    [Property]
    public Property Hold_AnyCourse_LosesNothingAndTellsNothingTwice(byte[] steps)
    {
        var state = NotifierState.Empty;
        var (held, told, position, now) = (0, 0, 0L, s_midnight);
        foreach (var step in steps)
        {
            now += TimeSpan.FromMinutes(step % 50);
            state = Reopen(state);
            if (step % 3 == 0)
            {
                state = state.Seal(now);
                foreach (var bundle in state.Held.Where(static bundle => bundle.IsSealed))
                {
                    told += bundle.Count;
                    state = state.Without(bundle);
                }
            }
            else
            {
                held++;
                state = state.Hold(++position, New(step % 2 == 0 ? "shop" : "bank", (NotificationPriority)(step % 3)), now.AddMinutes(60 - now.Minute));
            }
        }

        return (held == told + state.Held.Sum(static bundle => bundle.Count)).ToProperty();
    }

    [Fact]
    public void Digest_Many_CountsThemAllAndShowsSome()
    {
        var state = NotifierState.Empty;
        for (var number = 1; number <= 120; number++)
        {
            state = state.Hold(number, New("shop", number % 3 == 0 ? NotificationPriority.Warning : NotificationPriority.Info), s_midnight);
        }

        var digest = Assert.Single(state.Held).Digest(new OperationKey("k"), s_midnight);
        Assert.Equal((NotificationPriority.Warning, "shop: 120 notifications (40 warning, 80 info)"), (digest.Priority, digest.Title));
        Assert.Equal(51, digest.Body.Split('\n').Length);
        Assert.EndsWith("and 70 more", digest.Body, StringComparison.Ordinal);
    }

    private static NotifierState Reopen(NotifierState state) =>
        System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(state, NotifierStateJson.Default.NotifierState), NotifierStateJson.Default.NotifierState)!;

    private static Notification New(string project, NotificationPriority priority) => new() { Key = new OperationKey("k"), Priority = priority, Title = "Something", At = s_midnight, Project = new ProjectId(project) };

    private static NotificationRouting RoutingOf(string settings)
    {
        var (host, project) = (new NotificationOptions(), new NotificationOptions());
        switch (settings)
        {
            case "routes":
                host.Routes.Urgent = ["chat"];
                project.Routes.Urgent = ["pager"];
                break;
            case "quiet":
                host.QuietHours.From = TimeSpan.FromHours(20);
                host.QuietHours.To = TimeSpan.FromHours(7);
                project.QuietHours.From = TimeSpan.FromHours(22);
                break;
            case "digest":
                host.Digest.Interval = TimeSpan.FromHours(6);
                host.QuietHours.From = TimeSpan.FromHours(22);
                host.QuietHours.To = TimeSpan.FromHours(7);
                break;
        }

        return NotificationRouting.Of(host, project, ["chat"]);
    }
}
