using Ao.Scm;

namespace Ao.PullRequests.Watch;

/// <summary>What is written down of pull requests that were looked at.</summary>
internal static class PullRequestFacts
{
    /// <param name="Session">The session that owns it.</param>
    /// <param name="Reading">What was read, with what is long cut.</param>
    /// <param name="Fingerprint">The hash of it.</param>
    internal sealed record Observed(SessionId Session, PullRequestReading Reading, string Fingerprint);
}
