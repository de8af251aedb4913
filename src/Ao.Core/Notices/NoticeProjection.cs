using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Notices;

/// <summary>All notices, in memory.</summary>
internal sealed class NoticeProjection : IProjection
{
    private readonly ConcurrentDictionary<string, Notice> _notices = new(StringComparer.Ordinal);

    public string Name => "notices";

    public IEnumerable<Notice> All => _notices.Values;

    public Notice? Find(string id) => _notices.GetValueOrDefault(id);

    public void Apply(Fact fact, object body)
    {
        if (!fact.Stream.StartsWith(NoticeFactKinds.StreamPrefix, StringComparison.Ordinal))
        {
            return;
        }

        var id = fact.Stream[NoticeFactKinds.StreamPrefix.Length..];
        switch (body)
        {
            case NoticeFacts.Raised raised:
                _notices.TryAdd(id, Of(id, raised.Notice, fact.At));
                break;
            case NoticeFacts.Closed closed when Find(id) is { ClosedAt: null } open:
                _notices[id] = open with { ClosedAt = fact.At, ClosedBy = closed.By, Resolution = closed.Resolution };
                break;
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _notices.Values], NoticeFactsJson.Default.IReadOnlyListNotice);

    public Action Load(JsonElement state)
    {
        var notices = state.Deserialize(NoticeFactsJson.Default.IReadOnlyListNotice)!;
        return () =>
        {
            foreach (var notice in notices)
            {
                _notices[notice.Id] = notice;
            }
        };
    }

    private static Notice Of(string id, NewNotice notice, DateTimeOffset at) => new()
    {
        Id = id,
        Priority = notice.Priority,
        Topic = notice.Topic,
        Title = notice.Title,
        Body = notice.Body,
        Project = notice.Project,
        Session = notice.Session,
        IsLatched = notice.IsLatched,
        At = at,
    };
}
