using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Sessions;

/// <summary>All sessions, in memory.</summary>
internal sealed class SessionProjection : IProjection
{
    private readonly ConcurrentDictionary<SessionId, SessionState> _states = new();
    private readonly ConcurrentDictionary<OperationKey, SessionId> _byKey = new();
    private readonly ConcurrentDictionary<string, long> _highest = new(StringComparer.Ordinal);

    /// <summary>Is raised, by the thread that writes the journal, when a session has changed. A handler must be quick.</summary>
    public event Action<SessionState>? Changed;

    public string Name => "sessions";

    public IEnumerable<SessionState> All => _states.Values;

    public SessionState? Find(SessionId id) => _states.GetValueOrDefault(id);

    public SessionState? Find(OperationKey key) => _byKey.TryGetValue(key, out var id) ? Find(id) : null;

    public SessionState Get(SessionId id) =>
        Find(id) ?? throw new AoException($"There is no session '{id}'. List the sessions to see those there are.");

    /// <summary>Gives the highest number that a session of a prefix has.</summary>
    public long HighestNumber(string prefix) => _highest.GetValueOrDefault(prefix);

    public void Apply(Fact fact, object body)
    {
        if (!fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
            || !SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id))
        {
            return;
        }

        if (SessionFold.Apply(Find(id), fact, body) is not { } state)
        {
            return;
        }

        _states[id] = state;
        if (body is SessionFacts.Requested requested)
        {
            _highest.AddOrUpdate(id.Prefix, id.Number, (_, highest) => Math.Max(highest, id.Number));
            if (requested.Key is { } key)
            {
                _byKey.TryAdd(key, id);
            }
        }

        Changed?.Invoke(state);
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(
        writer,
        new SessionProjectionState([.. _states.Values], new Dictionary<string, long>(_highest), [.. _byKey.Select(static entry => new UsedSpawnKey(entry.Key, entry.Value))]),
        SessionStatesJson.Default.SessionProjectionState);

    public Action Load(JsonElement state)
    {
        var kept = state.Deserialize(SessionStatesJson.Default.SessionProjectionState)!;
        return () =>
        {
            foreach (var session in kept.Sessions)
            {
                _states[session.Id] = session;
            }

            foreach (var (prefix, number) in kept.HighestNumbers)
            {
                _highest[prefix] = number;
            }

            foreach (var used in kept.Keys)
            {
                _byKey[used.Key] = used.Session;
            }
        };
    }

    /// <summary>Waits until a session is as wanted.</summary>
    public async Task<SessionState> WaitAsync(SessionId id, Func<SessionState, bool> isWanted, CancellationToken cancellationToken)
    {
        var completion = new TaskCompletionSource<SessionState>(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChanged(SessionState state)
        {
            if (state.Id == id && isWanted(state))
            {
                completion.TrySetResult(state);
            }
        }

        Changed += OnChanged;
        try
        {
            var current = Get(id);
            return isWanted(current) ? current : await completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Changed -= OnChanged;
        }
    }
}
