using Ao.Scm;

namespace Ao.Agents;

/// <summary>A reviewer has given its verdict on what it was given to read, and claims to be done with it.</summary>
public sealed record VerdictGiven : AgentSignal
{
    /// <summary>Gets the verdict: <see cref="ReviewVerdict.Approve"/> (pass) or <see cref="ReviewVerdict.RequestChanges"/> (blocker).</summary>
    public required ReviewVerdict Verdict { get; init; }

    /// <summary>Gets why.</summary>
    public required string Summary { get; init; }

    /// <summary>Gets what was found. A blocker names at least one thing; more than 100 are not taken.</summary>
    public IReadOnlyList<VerdictFinding> Findings { get; init; } = [];
}
