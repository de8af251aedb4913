using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Convergence;

/// <summary>What was put into the ledgers, in memory.</summary>
internal sealed class PublicationProjection : IProjection
{
    private readonly ConcurrentDictionary<string, ImmutableDictionary<(string Kind, string Subject), string>> _records = new(StringComparer.Ordinal);

    public string Name => "publications";

    /// <summary>Gives the record of a subject, where it was put into the ledger.</summary>
    public string? Find(ProjectId project, string kind, string subject) => Of(project.Value).GetValueOrDefault((kind, subject));

    public int Count(ProjectId project) => Of(project.Value).Count;

    public void Apply(Fact fact, object body)
    {
        if (body is PublicationAdded added && fact.Stream.StartsWith(FindingFactKinds.PublicationPrefix, StringComparison.Ordinal))
        {
            Add(fact.Stream[FindingFactKinds.PublicationPrefix.Length..], [added]);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(
        writer,
        _records.ToDictionary(static project => project.Key, static project => (IReadOnlyList<PublicationAdded>)[.. project.Value.Select(static record => new PublicationAdded(record.Key.Kind, record.Key.Subject, record.Value))]),
        FindingFactsJson.Default.IReadOnlyDictionaryStringIReadOnlyListPublicationAdded);

    public Action Load(JsonElement state)
    {
        var projects = state.Deserialize(FindingFactsJson.Default.IReadOnlyDictionaryStringIReadOnlyListPublicationAdded)!;
        return () =>
        {
            foreach (var (project, added) in projects)
            {
                Add(project, added);
            }
        };
    }

    private ImmutableDictionary<(string Kind, string Subject), string> Of(string project) =>
        _records.GetValueOrDefault(project) ?? ImmutableDictionary<(string Kind, string Subject), string>.Empty;

    private void Add(string project, IReadOnlyList<PublicationAdded> added) =>
        _records[project] = Of(project).SetItems(added.Select(static record => KeyValuePair.Create((record.Kind, record.Subject), record.Record)));
}
