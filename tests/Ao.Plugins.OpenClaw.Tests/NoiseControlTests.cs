using Ao.Notifiers;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.OpenClaw.Tests;

/// <summary>Whatever comes when: what is urgent goes, so many a minute go at most, and the same goes once in a window.</summary>
public sealed class NoiseControlTests
{
    private const int PerMinute = 3;
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(40);

    /// <param name="steps">What comes, a number each: its low parts are how many seconds later, what it says and how pressing it is.</param>
    [Property(MaxTest = 300)]
    public void MayGo_AnySequence_KeepsItsLimits(ushort[] steps)
    {
        var time = new FakeTimeProvider();
        var noise = new NoiseControl(Options.Create(new OpenClawOptions { PerMinute = PerMinute, NoiseWindow = s_window }), time);
        var gone = new List<(DateTimeOffset At, string Topic, NotificationPriority Priority)>();
        foreach (var step in steps)
        {
            time.Advance(TimeSpan.FromSeconds(step % 25));
            var notification = new Notification
            {
                Key = new OperationKey($"n/{gone.Count}"),
                Priority = (NotificationPriority)(step / 25 % 4),
                Title = $"title {step / 100 % 3}",
                At = time.GetUtcNow(),
            };
            var (now, topic) = (time.GetUtcNow(), $"{notification.Priority} {notification.Title}");
            var lastMinute = gone.Count(one => now - one.At < TimeSpan.FromMinutes(1));
            var isSame = gone.Exists(one => one.Topic == topic && now - one.At < s_window);
            var mayGo = noise.MayGo(notification);

            Assert.Equal(notification.Priority == NotificationPriority.Urgent || (lastMinute < PerMinute && !isSame), mayGo);
            if (mayGo)
            {
                noise.Note(notification);
                gone.Add((now, topic, notification.Priority));
            }
        }
    }
}
