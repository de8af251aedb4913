using System.Text.Json;
using System.Threading.Channels;
using Ao.Effects;
using Ao.Journal;

namespace Ao.Consents;

/// <summary>Knows every request for consent, and tells who waits or watches of every change.</summary>
internal sealed class ConsentProjection : IProjection
{
    private readonly Lock _sync = new();
    private readonly Dictionary<string, ConsentEntry> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<OperationKey, List<string>> _byOperation = [];
    private readonly SortedSet<(DateTimeOffset ExpiresAt, string Id)> _live = [];
    private readonly Dictionary<string, TaskCompletionSource> _decisions = new(StringComparer.Ordinal);
    private readonly List<Channel<Consent>> _watchers = [];
    private TaskCompletionSource _requested = NewSignal();

    public string Name => "consents";

    public ConsentEntry? Find(string id)
    {
        lock (_sync)
        {
            return _entries.GetValueOrDefault(id);
        }
    }

    /// <summary>Tells whether a request waits for an answer.</summary>
    public bool IsPending(string id) => Find(id)?.Consent.State == ConsentState.Pending;

    public IReadOnlyList<Consent> List()
    {
        lock (_sync)
        {
            return [.. _order.Select(id => _entries[id].Consent)];
        }
    }

    /// <summary>Lists the requests for one operation, oldest first.</summary>
    public IReadOnlyList<ConsentEntry> ListOf(OperationKey operation)
    {
        lock (_sync)
        {
            return _byOperation.TryGetValue(operation, out var ids) ? [.. ids.Select(id => _entries[id])] : [];
        }
    }

    /// <summary>Lists the requests that still can be answered or used, the first to lapse first.</summary>
    public IReadOnlyList<ConsentEntry> ListLive()
    {
        lock (_sync)
        {
            return [.. _live.Select(item => _entries[item.Id])];
        }
    }

    /// <summary>Gives the first request to lapse, and what completes when there is a newer request.</summary>
    public (ConsentEntry? First, Task Requested) NextToLapse()
    {
        lock (_sync)
        {
            return (_live.Count == 0 ? null : _entries[_live.Min.Id], _requested.Task);
        }
    }

    /// <summary>Gives what completes once a request is no longer pending.</summary>
    public Task DecidedAsync(string id)
    {
        lock (_sync)
        {
            if (_entries[id].Consent.State != ConsentState.Pending)
            {
                return Task.CompletedTask;
            }

            if (!_decisions.TryGetValue(id, out var decision))
            {
                _decisions.Add(id, decision = NewSignal());
            }

            return decision.Task;
        }
    }

    /// <summary>Begins to watch: the pending requests come first.</summary>
    public Channel<Consent> Watch()
    {
        // Not bounded: people are asked at the pace of people, and a watcher must not miss a question or hold up the journal.
        var watcher = Channel.CreateUnbounded<Consent>(new UnboundedChannelOptions { SingleReader = true });
        lock (_sync)
        {
            foreach (var id in _order)
            {
                if (_entries[id].Consent is { State: ConsentState.Pending } pending)
                {
                    watcher.Writer.TryWrite(pending);
                }
            }

            _watchers.Add(watcher);
        }

        return watcher;
    }

    public void Unwatch(Channel<Consent> watcher)
    {
        lock (_sync)
        {
            _watchers.Remove(watcher);
        }
    }

    public void Apply(Fact fact, object body)
    {
        lock (_sync)
        {
            if (body is ConsentFacts.Requested requested)
            {
                Add(fact, requested);
            }
            else if (ConsentEntry.IdOf(body) is { } id && _entries.TryGetValue(id, out var entry))
            {
                Change(entry, entry.After(fact, body));
            }
        }
    }

    public void Save(Utf8JsonWriter writer)
    {
        lock (_sync)
        {
            JsonSerializer.Serialize(writer, [.. _order.Select(id => _entries[id])], EffectStatesJson.Default.IReadOnlyListConsentEntry);
        }
    }

    public Action Load(JsonElement state)
    {
        var entries = state.Deserialize(EffectStatesJson.Default.IReadOnlyListConsentEntry)!;
        return () =>
        {
            lock (_sync)
            {
                foreach (var entry in entries)
                {
                    Index(entry);
                }
            }
        };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Add(Fact fact, ConsentFacts.Requested requested)
    {
        var entry = ConsentEntry.From(fact, requested);
        Index(entry);
        _requested.TrySetResult();
        _requested = NewSignal();
        Tell(entry.Consent);
    }

    private void Index(ConsentEntry entry)
    {
        var consent = entry.Consent;
        _entries[consent.Id] = entry;
        _order.Add(consent.Id);
        if (entry.IsLive)
        {
            _live.Add((consent.ExpiresAt, consent.Id));
        }

        if (!_byOperation.TryGetValue(consent.Operation, out var ids))
        {
            _byOperation.Add(consent.Operation, ids = []);
        }

        ids.Add(consent.Id);
    }

    private void Change(ConsentEntry before, ConsentEntry after)
    {
        _entries[after.Consent.Id] = after;
        if (before.IsLive && (!after.IsLive || after.Consent.ExpiresAt != before.Consent.ExpiresAt))
        {
            _live.Remove((before.Consent.ExpiresAt, before.Consent.Id));
        }

        if (after.IsLive && _live.Add((after.Consent.ExpiresAt, after.Consent.Id)))
        {
            // An approval that was kept or given back lapses later.
            _requested.TrySetResult();
            _requested = NewSignal();
        }

        if (after.Consent.State != ConsentState.Pending && _decisions.Remove(after.Consent.Id, out var decision))
        {
            decision.TrySetResult();
        }

        Tell(after.Consent);
    }

    private void Tell(Consent consent)
    {
        foreach (var watcher in _watchers)
        {
            watcher.Writer.TryWrite(consent);
        }
    }
}
