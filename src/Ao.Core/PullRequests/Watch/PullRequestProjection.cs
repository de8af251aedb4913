using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.PullRequests.Watch;

/// <summary>What is known of the pull requests of sessions, in memory.</summary>
internal sealed class PullRequestProjection : IProjection
{
    private readonly ConcurrentDictionary<string, ObservedPullRequest> _observed = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SessionId, string> _bySession = new();

    /// <summary>Is raised, by the thread that writes the journal, when something else is known of a pull request. A handler must be quick.</summary>
    public event Action<ObservedPullRequest>? Changed;

    public string Name => "pull-requests";

    public IEnumerable<ObservedPullRequest> All => _observed.Values;

    public ObservedPullRequest? Find(ProjectId project, int number) => _observed.GetValueOrDefault(PullRequestFactKinds.StreamOf(project, number));

    /// <summary>Gives what is known of the pull request that a session owns.</summary>
    public ObservedPullRequest? Of(SessionId session) =>
        _bySession.TryGetValue(session, out var stream) && _observed.GetValueOrDefault(stream) is { } observed && observed.Session == session ? observed : null;

    public void Apply(Fact fact, object body)
    {
        if (body is not PullRequestFacts.Observed seen)
        {
            return;
        }

        var project = fact.Stream[PullRequestFactKinds.StreamPrefix.Length..fact.Stream.LastIndexOf('/')];
        var observed = new ObservedPullRequest
        {
            Project = new ProjectId(project),
            Session = seen.Session,
            Reading = seen.Reading,
            Fingerprint = seen.Fingerprint,
            At = fact.At,
            Version = fact.Version,
        };
        Take(observed);
        Changed?.Invoke(observed);
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _observed.Values], PullRequestFactsJson.Default.IReadOnlyListObservedPullRequest);

    public Action Load(JsonElement state)
    {
        var observed = state.Deserialize(PullRequestFactsJson.Default.IReadOnlyListObservedPullRequest)!;
        return () =>
        {
            foreach (var one in observed)
            {
                Take(one);
            }
        };
    }

    private void Take(ObservedPullRequest observed)
    {
        var stream = PullRequestFactKinds.StreamOf(observed.Project, observed.Number);
        _observed[stream] = observed;
        _bySession[observed.Session] = stream;
    }
}
