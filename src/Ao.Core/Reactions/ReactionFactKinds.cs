using Ao.Journal;

namespace Ao.Reactions;

/// <summary>The names that facts about reactions have in the journal.</summary>
internal static class ReactionFactKinds
{
    public const string StreamPrefix = "reaction/";

    /// <summary>The stream that says since when there are reactions.</summary>
    public const string WatchStream = "reactions";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("reaction.watched", ReactionFactsJson.Default.Watched),
        new("reaction.begun", ReactionFactsJson.Default.Begun),
        new("reaction.compared", ReactionFactsJson.Default.Compared),
        new("reaction.rerun-asked", ReactionFactsJson.Default.RerunAsked),
        new("reaction.attributed", ReactionFactsJson.Default.Attributed),
        new("reaction.sent", ReactionFactsJson.Default.Sent),
        new("reaction.acted", ReactionFactsJson.Default.Acted),
        new("reaction.stale", ReactionFactsJson.Default.Stale),
        new("reaction.escalated", ReactionFactsJson.Default.Escalated),
        new("reaction.settled", ReactionFactsJson.Default.Settled),
        new("reaction.reset", ReactionFactsJson.Default.Reset),
        new("reaction.signalled", ReactionFactsJson.Default.Signalled),
    ];

    public static string StreamOf(ReactionId id) => $"{StreamPrefix}{id.Subject}/{id.Key}";

    public static ReactionId IdOf(string stream)
    {
        var slash = stream.LastIndexOf('/');
        return new ReactionId(stream[StreamPrefix.Length..slash], stream[(slash + 1)..]);
    }
}
