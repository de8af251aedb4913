using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Claims;

/// <summary>The claims that this orchestrator holds or has held, in memory.</summary>
internal sealed class ClaimProjection : IProjection
{
    private readonly ConcurrentDictionary<string, ClaimState> _states = new(StringComparer.Ordinal);

    public string Name => "claims";

    /// <summary>Gets the claims that are held.</summary>
    public IEnumerable<ClaimState> Held => _states.Values.Where(static state => state.IsHeld);

    public ClaimState? Find(ProjectId project, string resource) => _states.GetValueOrDefault(ClaimFactKinds.StreamOf(project, resource));

    /// <summary>Gives what is held for a session.</summary>
    public IEnumerable<ClaimState> OfSession(SessionId session) => Held.Where(state => state.Session == session);

    public void Apply(Fact fact, object body)
    {
        if (ClaimFactKinds.Read(fact.Stream) is var (project, resource))
        {
            _states[fact.Stream] = ClaimFold.Apply(_states.GetValueOrDefault(fact.Stream), project, resource, fact, body);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], ClaimFactsJson.Default.IReadOnlyListClaimState);

    public Action Load(JsonElement state)
    {
        var claims = state.Deserialize(ClaimFactsJson.Default.IReadOnlyListClaimState)!;
        return () =>
        {
            foreach (var claim in claims)
            {
                _states[ClaimFactKinds.StreamOf(claim.Project, claim.Resource)] = claim;
            }
        };
    }
}
