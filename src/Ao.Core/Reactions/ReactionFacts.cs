using Ao.Consents;

namespace Ao.Reactions;

/// <summary>What is written down of reactions.</summary>
internal static class ReactionFacts
{
    /// <summary>The first host that reacts begins here: what was over before is nobody's concern. Stands in a stream of its own.</summary>
    internal sealed record Watched;

    internal sealed record Begun(string Title, string? Revision);

    /// <param name="Revision">The head of the pull request.</param>
    /// <param name="BaseRevision">The revision of the base branch that was asked; nothing, where it could not be.</param>
    /// <param name="Names">The checks that were asked about.</param>
    /// <param name="Failing">Those that fail there too.</param>
    /// <param name="SeenBase">The revision of the base branch that the last look had seen: when a look sees another one, it is compared anew.</param>
    internal sealed record Compared(string Revision, string? BaseRevision, IReadOnlyList<string> Names, IReadOnlyDictionary<string, string> Failing, string? SeenBase = null);

    internal sealed record RerunAsked(string Revision, IReadOnlyDictionary<string, int> Attempts, string? Problem = null);

    internal sealed record Attributed(IReadOnlyList<CheckAttribution> Checks);

    /// <summary>The session was told, in the same append.</summary>
    internal sealed record Sent(IReadOnlyList<string> Fingerprints, string MessageId, string? Revision);

    /// <summary>Something else was done.</summary>
    /// <param name="Action">What was done.</param>
    /// <param name="Fingerprints">What it was done about.</param>
    /// <param name="Revision">The revision that it was about.</param>
    /// <param name="Outcome">What came of it.</param>
    /// <param name="Notice">The notice that was raised, in the same append.</param>
    internal sealed record Acted(ReactionAction Action, IReadOnlyList<string> Fingerprints, string? Revision, string Outcome, OperationKey? Notice = null);

    /// <summary>Right before the session was told, it was found to be true no more.</summary>
    internal sealed record Stale(IReadOnlyList<string> Fingerprints, string Reason);

    /// <param name="Reason">Why people have to see to it.</param>
    /// <param name="Notice">The notice that was raised, in the same append.</param>
    internal sealed record Escalated(string Reason, OperationKey Notice);

    internal sealed record Settled(string Reason);

    /// <summary>A person gives it its budget back, and has what there is acted on again.</summary>
    internal sealed record Reset(Operator By);

    internal sealed record Signalled(string Fingerprint, string Text);
}
