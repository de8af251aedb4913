using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Notifications;

/// <summary>The notifications that were given up and that nobody has seen to, in memory. What was seen to is in the journal only.</summary>
internal sealed class UndeliveredProjection : IProjection
{
    private readonly ConcurrentDictionary<string, UndeliveredNotification> _open = new(StringComparer.Ordinal);

    public string Name => "undelivered";

    public IEnumerable<UndeliveredNotification> All => _open.Values.OrderBy(static entry => entry.At).ThenBy(static entry => entry.Id, StringComparer.Ordinal);

    public UndeliveredNotification? Find(string id) => _open.GetValueOrDefault(id);

    public void Apply(Fact fact, object body)
    {
        if (!fact.Stream.StartsWith(NotificationFactKinds.StreamPrefix, StringComparison.Ordinal))
        {
            return;
        }

        var id = fact.Stream[NotificationFactKinds.StreamPrefix.Length..];
        switch (body)
        {
            case NotificationFacts.Undelivered undelivered:
                _open[id] = new UndeliveredNotification
                {
                    Id = id,
                    Notifier = undelivered.Notifier,
                    Notification = undelivered.Notification,
                    MayHaveArrived = undelivered.MayHaveArrived,
                    Reason = undelivered.Reason,
                    Attempts = (Find(id)?.Attempts ?? 0) + 1,
                    At = fact.At,
                };
                break;
            case NotificationFacts.Redelivered or NotificationFacts.Dismissed:
                _open.TryRemove(id, out _);
                break;
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _open.Values], NotificationFactsJson.Default.IReadOnlyListUndeliveredNotification);

    public Action Load(JsonElement state)
    {
        var open = state.Deserialize(NotificationFactsJson.Default.IReadOnlyListUndeliveredNotification)!;
        return () =>
        {
            foreach (var entry in open)
            {
                _open[entry.Id] = entry;
            }
        };
    }
}
