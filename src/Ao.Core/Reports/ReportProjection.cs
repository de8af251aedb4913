using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Reports;

/// <summary>All reports, in memory.</summary>
internal sealed class ReportProjection : IProjection
{
    private readonly ConcurrentDictionary<string, ReportState> _states = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SessionId, string> _bySession = new();
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> _members = new(StringComparer.Ordinal);

    /// <summary>Is raised, by the thread that writes the journal, when a report has changed. A handler must be quick.</summary>
    public event Action<ReportState>? Changed;

    public string Name => "reports";

    public IEnumerable<ReportState> All => _states.Values;

    public ReportState? Find(string id) => _states.GetValueOrDefault(id);

    public ReportState Get(string id) =>
        Find(id) ?? throw new AoException($"There is no report '{Printable.Quote(id)}'. List the reports to see those there are.");

    /// <summary>Gives the report that an operation filed.</summary>
    public ReportState? Find(OperationKey operation) => Find(ReportFactKinds.IdOf(operation));

    /// <summary>Gives the report that a session mends.</summary>
    public ReportState? MendedBy(SessionId session) => _bySession.TryGetValue(session, out var id) ? Find(id) : null;

    /// <summary>Gives the reports that are or were linked to a report.</summary>
    public IEnumerable<ReportState> EverLinkedTo(string head) => _members.TryGetValue(head, out var members) ? members.Keys.Select(Find).OfType<ReportState>() : [];

    /// <summary>Gives the reports that are linked to a report.</summary>
    public IEnumerable<ReportState> MembersOf(string head) => EverLinkedTo(head).Where(state => state.Link?.Head == head);

    public void Apply(Fact fact, object body)
    {
        if (fact.Stream.StartsWith(ReportFactKinds.StreamPrefix, StringComparison.Ordinal)
            && ReportFold.Apply(Find(fact.Stream[ReportFactKinds.StreamPrefix.Length..]), fact, body) is { } state)
        {
            Take(state);
            Changed?.Invoke(state);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], ReportFactsJson.Default.IReadOnlyListReportState);

    public Action Load(JsonElement state)
    {
        var reports = state.Deserialize(ReportFactsJson.Default.IReadOnlyListReportState)!;
        return () =>
        {
            foreach (var report in reports)
            {
                Take(report);
            }
        };
    }

    private void Take(ReportState state)
    {
        _states[state.Id] = state;
        if (state.Session is { } session)
        {
            _bySession[session] = state.Id;
        }

        foreach (var link in state.Links)
        {
            _members.GetOrAdd(link.Head, static _ => new(StringComparer.Ordinal))[state.Id] = true;
        }
    }
}
