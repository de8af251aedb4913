using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Backlog;

/// <summary>The issues that sessions are or were begun for, in memory.</summary>
internal sealed class BacklogProjection : IProjection
{
    private readonly ConcurrentDictionary<string, BacklogItem> _items = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SessionId, string> _bySession = new();

    /// <summary>Is raised, by the thread that writes the journal, when an item has changed. A handler must be quick.</summary>
    public event Action<BacklogItem>? Changed;

    public string Name => "backlog";

    public IEnumerable<BacklogItem> All => _items.Values;

    public BacklogItem? Find(ProjectId project, string issue) => _items.GetValueOrDefault(BacklogFactKinds.StreamOf(project, issue));

    /// <summary>Gives the item that a session was begun for.</summary>
    public BacklogItem? OfSession(SessionId session) => _bySession.TryGetValue(session, out var stream) ? _items.GetValueOrDefault(stream) : null;

    public void Apply(Fact fact, object body)
    {
        if (BacklogFactKinds.ProjectOf(fact.Stream) is { } project && BacklogFold.Apply(_items.GetValueOrDefault(fact.Stream), project, fact, body) is { } item)
        {
            Take(fact.Stream, item);
            Changed?.Invoke(item);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _items.Values], BacklogFactsJson.Default.IReadOnlyListBacklogItem);

    public Action Load(JsonElement state)
    {
        var items = state.Deserialize(BacklogFactsJson.Default.IReadOnlyListBacklogItem)!;
        return () =>
        {
            foreach (var item in items)
            {
                Take(BacklogFactKinds.StreamOf(item.Project, item.Issue), item);
            }
        };
    }

    private void Take(string stream, BacklogItem item)
    {
        _items[stream] = item;
        if (item.Session is { } session)
        {
            _bySession[session] = stream;
        }
    }
}
