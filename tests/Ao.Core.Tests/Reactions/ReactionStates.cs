using Ao.Journal;
using Ao.Reactions;
using Ao.Scm;
using Facts = Ao.Reactions.ReactionFacts;

namespace Ao.Core.Tests.Reactions;

/// <summary>Builds reactions from facts, as the engine does.</summary>
internal static class ReactionStates
{
    public const string Head = "head-1";
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly ReactionId s_id = ReactionId.Of(new SessionId("shop", 1), ReactionKeys.CiFailed);

    /// <summary>Folds facts, each a minute after the one before.</summary>
    public static ReactionState Fold(params object[] facts)
    {
        var state = new ReactionState { Id = s_id };
        for (var index = 0; index < facts.Length; index++)
        {
            state = Fold(state, facts[index], Start.AddMinutes(index));
        }

        return state;
    }

    public static ReactionState Fold(ReactionState state, object fact, DateTimeOffset at) => ReactionFold.Apply(
        state,
        new Fact { Position = state.Version + 1, Stream = ReactionFactKinds.StreamOf(state.Id), Version = state.Version + 1, Epoch = 1, Type = fact.GetType().Name, Schema = 1, At = at, Data = default },
        fact);

    public static Facts.Begun Begun { get; } = new("It happens", Head);

    public static Check Failed(string name = "build", int attempt = 1, string excerpt = "error: it broke", bool isInfrastructure = false) =>
        new() { Name = name, State = CheckState.Failed, Attempt = attempt, Excerpt = excerpt, IsInfrastructure = isInfrastructure };

    public static ReactionItem Item(string fingerprint) => new(fingerprint, $"Something: {fingerprint}");

    public static ReactionSighting Seeing(params string[] fingerprints) => new()
    {
        Head = Head,
        Occurrence = new ReactionOccurrence { Title = "It happens", Revision = Head, Items = [.. fingerprints.Select(Item)] },
    };

    public static ReactionSighting SeeingFailed(params Check[] checks) => new()
    {
        Head = Head,
        CanRerun = true,
        Occurrence = new ReactionOccurrence { Title = "Checks failed", Revision = Head, Items = [.. checks.Select(static check => new ReactionItem(ContentFingerprint.Of(check, Head), check.Name, "log", check.Excerpt, check))] },
    };
}
