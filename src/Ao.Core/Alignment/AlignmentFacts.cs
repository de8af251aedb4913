namespace Ao.Alignment;

/// <summary>What is written down of alignment.</summary>
internal static class AlignmentFacts
{
    /// <summary>A change was checked against a fork, here or by a peer.</summary>
    internal sealed record Judged(AlignmentVerdict Verdict);

    /// <summary>A verdict that was found here is in the project's own ledger.</summary>
    internal sealed record Published(string Record);
}
