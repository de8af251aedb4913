using Ao.Consents;

namespace Ao.Convergence;

/// <summary>What happens to a finding, each in the finding's own stream.</summary>
internal static class FindingFacts
{
    /// <param name="Detector">The detector that found it.</param>
    /// <param name="Finding">What it found, bounded and cleaned.</param>
    /// <param name="Authors">Who made the changes, by revision, as the histories say.</param>
    internal sealed record Found(string Detector, Finding Finding, IReadOnlyDictionary<string, string> Authors);

    /// <summary>More forks or changes have joined it, or what is said of it is another.</summary>
    internal sealed record Changed(string Detector, Finding Finding, IReadOnlyDictionary<string, string> Authors);

    /// <summary>A fork has proposed something that was not found here. Its texts are the fork's word.</summary>
    /// <param name="ForkId">The fork.</param>
    /// <param name="Record">Its record.</param>
    /// <param name="Finding">What it says.</param>
    internal sealed record Received(string ForkId, string Record, Finding Finding);

    internal sealed record Gone(string Reason);

    internal sealed record Tried(IReadOnlyList<AnswerTrial> Trials);

    /// <param name="By">Who proposes it.</param>
    /// <param name="Note">What they say about it.</param>
    /// <param name="Title">What they call it.</param>
    internal sealed record Proposed(Operator By, string? Note, string? Title = null);

    /// <summary>The proposal is in the ledger.</summary>
    internal sealed record PatternPublished(string Record);

    /// <param name="IsAccepted">Whether it was accepted.</param>
    /// <param name="By">Who decided.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="StartsSession">Whether a session was asked for.</param>
    /// <param name="Agent">The agent of that session.</param>
    internal sealed record Decided(bool IsAccepted, Operator By, string? Reason, bool StartsSession, string? Agent);

    /// <summary>The decision is in the ledger.</summary>
    internal sealed record DecisionPublished(string Record);

    internal sealed record SessionStarted(SessionId Session);

    /// <summary>What was asked for could not be done, and trying again would not mend it.</summary>
    internal sealed record Hindered(string Reason);

    internal sealed record PullRequestOpened(int Number, Uri? Address);
}
