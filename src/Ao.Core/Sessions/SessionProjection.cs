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

    public SessionState Get(SessionId id) =>
        Find(id) ?? throw new AoException($"There is no session '{id}'. List the sessions to see those there are.");

    /// <summary>Gives the session that a key of a request was used for, also where the journal has lost the session itself.</summary>
    public SessionId? IdOf(OperationKey key) => _byKey.TryGetValue(key, out var id) ? id : null;

    /// <summary>Gives the highest number of a prefix that any fact names.</summary>
    public long HighestNumber(string prefix) => _highest.GetValueOrDefault(prefix);

    /// <summary>Has a handler told of every session as it is, and of every change from now on. A change in between is told too; some session may be told twice.</summary>
    public void Follow(Action<SessionState> handler)
    {
        Changed += handler;
        foreach (var state in All)
        {
            handler(state);
        }
    }

    public void Apply(Fact fact, object body)
    {
        if (body is SessionFacts.SpawnKeyed keyed)
        {
            Raise(keyed.Id);
            if (OperationKey.TryParse(fact.Stream[SessionFactKinds.SpawnPrefix.Length..], null, out var used))
            {
                _byKey.TryAdd(used, keyed.Id);
            }

            return;
        }

        if (!fact.Stream.StartsWith(SessionFactKinds.StreamPrefix, StringComparison.Ordinal)
            || !SessionId.TryParse(fact.Stream[SessionFactKinds.StreamPrefix.Length..], null, out var id))
        {
            return;
        }

        // Before the fold: a recovered journal may have lost the request and hold what came behind it.
        Raise(id);
        if (SessionFold.Apply(Find(id), fact, body) is not { } state)
        {
            return;
        }

        _states[id] = state;
        if (body is SessionFacts.Requested { Key: { } key })
        {
            _byKey.TryAdd(key, id);
        }

        Changed?.Invoke(state);
    }

    public void Save(Utf8JsonWriter writer) =>
        JsonSerializer.Serialize(
            writer,
            new SessionsSnapshot([.. _states.Values], new Dictionary<string, long>(_highest), _byKey.ToDictionary(static entry => entry.Key.Value, static entry => entry.Value)),
            SessionStatesJson.Default.SessionsSnapshot);

    public Action Load(JsonElement state)
    {
        var snapshot = state.Deserialize(SessionStatesJson.Default.SessionsSnapshot)!;
        return () =>
        {
            foreach (var session in snapshot.Sessions)
            {
                _states[session.Id] = session;
            }

            foreach (var (prefix, number) in snapshot.Highest)
            {
                _highest[prefix] = number;
            }

            foreach (var (key, session) in snapshot.Keys)
            {
                _byKey[new OperationKey(key)] = session;
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

    private void Raise(SessionId id) => _highest.AddOrUpdate(id.Prefix, id.Number, (_, highest) => Math.Max(highest, id.Number));
}
