using System.Collections.Concurrent;
using System.Text.Json;
using Ao.Journal;

namespace Ao.Reviews;

/// <summary>All reviews, in memory.</summary>
internal sealed class ReviewProjection : IProjection
{
    private readonly ConcurrentDictionary<SessionId, ReviewState> _states = new();

    /// <summary>Is raised, by the thread that writes the journal, when a review has changed. A handler must be quick.</summary>
    public event Action<ReviewState>? Changed;

    public string Name => "reviews";

    public IEnumerable<ReviewState> All => _states.Values;

    /// <summary>Gives the review of a session's change: an empty one where nothing has happened yet.</summary>
    public ReviewState Of(SessionId session) => _states.GetValueOrDefault(session) ?? new ReviewState { Session = session };

    public void Apply(Fact fact, object body)
    {
        if (fact.Stream.StartsWith(ReviewFactKinds.StreamPrefix, StringComparison.Ordinal)
            && SessionId.TryParse(fact.Stream[ReviewFactKinds.StreamPrefix.Length..], null, out var session))
        {
            var state = ReviewFold.Apply(Of(session), fact, body);
            _states[session] = state;
            Changed?.Invoke(state);
        }
    }

    public void Save(Utf8JsonWriter writer) => JsonSerializer.Serialize(writer, [.. _states.Values], ReviewFactsJson.Default.IReadOnlyListReviewState);

    public Action Load(JsonElement state)
    {
        var reviews = state.Deserialize(ReviewFactsJson.Default.IReadOnlyListReviewState)!;
        return () =>
        {
            foreach (var review in reviews)
            {
                _states[review.Session] = review;
            }
        };
    }
}
