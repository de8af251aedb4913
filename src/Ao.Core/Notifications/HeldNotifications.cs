using System.Collections.Immutable;
using System.Globalization;
using Ao.Notifiers;

namespace Ao.Notifications;

/// <summary>What one notifier holds back of one project until one time. Beyond some lines it is only counted.</summary>
internal sealed record HeldNotifications
{
    private const int MostLines = 50;
    private const int LongestLine = 300;

    public required ProjectId Project { get; init; }

    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets the position in the journal of the first of it.</summary>
    public required long First { get; init; }

    public required long Last { get; init; }

    /// <summary>Gets how many there are, by priority.</summary>
    public ImmutableSortedDictionary<NotificationPriority, int> Counts { get => field ?? ImmutableSortedDictionary<NotificationPriority, int>.Empty; init; }

    public ImmutableList<string> Lines { get => field ?? []; init; }

    /// <summary>Gets whether it is being told: nothing is added to it any more, and what it is told as does not change.</summary>
    public bool IsSealed { get; init; }

    public int Count => Counts.Values.Sum();

    public HeldNotifications Add(long position, Notification notification) => this with
    {
        Last = position,
        Counts = Counts.SetItem(notification.Priority, Counts.GetValueOrDefault(notification.Priority) + 1),
        Lines = Lines.Count < MostLines ? Lines.Add(Shorten(string.Create(CultureInfo.InvariantCulture, $"{notification.At.UtcDateTime:HH:mm} {notification.Priority}: {notification.Title}"))) : Lines,
    };

    /// <summary>Gives what is told in its place.</summary>
    public Notification Digest(OperationKey key, DateTimeOffset now) => new()
    {
        Key = key,
        Priority = Counts.Keys.Max(),
        Title = string.Create(CultureInfo.InvariantCulture, $"{Project}: {Count} {(Count == 1 ? "notification" : "notifications")} ({string.Join(", ", Counts.Reverse().Select(static entry => $"{entry.Value} {entry.Key.ToString().ToLowerInvariant()}"))})"),
        Body = string.Join('\n', Count > Lines.Count ? Lines.Add(string.Create(CultureInfo.InvariantCulture, $"and {Count - Lines.Count} more")) : Lines),
        At = now,
        Project = Project,
    };

    private static string Shorten(string line) => Printable.Line(line.Length <= LongestLine ? line : line[..LongestLine]);
}
