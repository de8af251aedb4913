using Ao.Notifiers;
using Microsoft.Extensions.Options;

namespace Ao.Plugins.OpenClaw;

/// <summary>Decides what goes out at once and what is held back: more of the same within a while, and what is beyond so many a minute.</summary>
/// <remarks>Used by one caller at a time.</remarks>
internal sealed class NoiseControl(IOptions<OpenClawOptions> options, TimeProvider timeProvider)
{
    private const int MostTopics = 1_000;
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, DateTimeOffset> _topics = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> _sent = new();

    /// <summary>Tells whether a notification goes out at once.</summary>
    public bool MayGo(Notification notification)
    {
        var now = timeProvider.GetUtcNow();
        if (notification.Priority == NotificationPriority.Urgent)
        {
            return true;
        }

        while (_sent.TryPeek(out var first) && now - first >= s_minute)
        {
            _sent.Dequeue();
        }

        return _sent.Count < options.Value.PerMinute && !(_topics.TryGetValue(TopicOf(notification), out var last) && now - last < options.Value.NoiseWindow);
    }

    /// <summary>Notes that a notification went out.</summary>
    public void Note(Notification notification)
    {
        var now = timeProvider.GetUtcNow();
        _sent.Enqueue(now);
        _topics[TopicOf(notification)] = now;
        if (_topics.Count > MostTopics)
        {
            foreach (var (topic, _) in _topics.OrderBy(static entry => entry.Value).Take(MostTopics / 2).ToList())
            {
                _topics.Remove(topic);
            }
        }

        while (_sent.Count > options.Value.PerMinute)
        {
            _sent.Dequeue();
        }
    }

    /// <summary>Says what is the same: said in the same words of the same session or project, and as pressing.</summary>
    private static string TopicOf(Notification notification) =>
        $"{notification.Priority} {notification.Session?.Value ?? notification.Project?.Value} {(notification.Title.Length > 500 ? notification.Title[..500] : notification.Title)}";
}
