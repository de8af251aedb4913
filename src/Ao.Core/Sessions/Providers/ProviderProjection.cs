using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Sessions.Providers;

/// <summary>The providers that refuse, or have refused lately.</summary>
internal sealed class ProviderProjection : IProjection
{
    private readonly ConcurrentDictionary<string, ProviderState> _states = new(StringComparer.Ordinal);

    /// <summary>Is raised, by the thread that writes the journal, when something of a provider has changed. A handler must be quick.</summary>
    public event Action<string>? Changed;

    public string Name => "providers";

    public IEnumerable<ProviderState> All => _states.Values;

    public ProviderState? Find(string provider) => _states.GetValueOrDefault(provider);

    public void Apply(Fact fact, object body)
    {
        switch (body)
        {
            case ProviderFacts.Limited limited:
                _states[limited.Provider] = new ProviderState
                {
                    Provider = limited.Provider,
                    Kind = limited.Kind,
                    Until = limited.Until,
                    Strikes = limited.Strikes,
                    Window = limited.Window,
                    Peak = limited.Peak,
                    Detail = limited.Detail,
                };
                Changed?.Invoke(limited.Provider);
                break;
            case ProviderFacts.Eased { Window: { } window } eased when Find(eased.Provider) is { } known:
                _states[eased.Provider] = known with { Window = window, Strikes = 0 };
                Changed?.Invoke(eased.Provider);
                break;
            case ProviderFacts.Eased eased:
                _states.TryRemove(eased.Provider, out _);
                Changed?.Invoke(eased.Provider);
                break;
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], ProviderJson.Default.ListProviderState);

    public Action Load(JsonElement state)
    {
        var states = state.Deserialize(ProviderJson.Default.ListProviderState)!;
        return () =>
        {
            foreach (var known in states)
            {
                _states[known.Provider] = known;
            }
        };
    }
}
