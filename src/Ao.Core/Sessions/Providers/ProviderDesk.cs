using Ao.Agents;
using Ao.Journal;

namespace Ao.Sessions.Providers;

/// <summary>Writes down what sessions learn of their providers, so that all of a provider's sessions mind it, a restart of the host included.</summary>
internal sealed class ProviderDesk(FactLog log, ProviderProjection projection, ProviderGate gate, TimeProvider time)
{
    /// <summary>Gives what is known of a provider that refuses, or has refused lately.</summary>
    public ProviderState? Find(string provider) => projection.Find(provider);

    /// <summary>Lists them.</summary>
    public IReadOnlyList<ProviderPause> List() =>
        [.. projection.All.OrderBy(static state => state.Provider, StringComparer.Ordinal).Select(static state => new ProviderPause(state.Provider, state.Kind, state.Until, state.Window, state.Detail))];

    /// <summary>A turn was refused.</summary>
    public ValueTask LimitedAsync(string provider, ProviderLimitKind kind, DateTimeOffset? resetsAt, string? detail, CancellationToken cancellationToken) =>
        AppendAsync(provider, ProviderDecision.Limit(projection.Find(provider), provider, kind, resetsAt, detail, gate.CountInTurn(provider), time.GetUtcNow()), cancellationToken);

    /// <summary>A turn went well.</summary>
    public ValueTask WentWellAsync(string provider, CancellationToken cancellationToken) =>
        AppendAsync(provider, ProviderDecision.Ease(projection.Find(provider), time.GetUtcNow()), cancellationToken);

    private async ValueTask AppendAsync(string provider, object? fact, CancellationToken cancellationToken)
    {
        if (fact is not null)
        {
            await log.AppendAsync(ProviderFacts.StreamOf(provider), expectedVersion: null, [fact], cancellationToken).ConfigureAwait(false);
        }
    }
}
