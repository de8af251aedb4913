using Ao.Consents;

namespace Ao.Ledger;

/// <summary>What happens to ledgers.</summary>
internal static class LedgerFacts
{
    /// <summary>Commits of a chain were verified, or made by this host; their records count from here on.</summary>
    /// <param name="Head">The newest of them.</param>
    /// <param name="Sequence">Its number.</param>
    /// <param name="Lines">How many lines the chain has up to it.</param>
    /// <param name="Bytes">How many bytes it has.</param>
    /// <param name="Clock">The clock of the newest record.</param>
    /// <param name="Records">How many records were taken with this fact.</param>
    /// <param name="Refused">The records that were refused with it.</param>
    /// <param name="FromStart">Whether the chain was read from its beginning, so that nothing of before is added to.</param>
    /// <param name="Fingerprint">The key that signs from here on.</param>
    /// <param name="HeldBack">Why there is more that was not read.</param>
    /// <param name="IsOwn">Whether it is this host's own chain.</param>
    /// <param name="Shown">The number of the newest commit, where it was the publisher's own place that showed it, and not a file that a person brought.</param>
    internal sealed record Taken(string Head, int Sequence, int Lines, long Bytes, long Clock, int Records, IReadOnlyList<LedgerRefusal> Refused, bool FromStart, string? Fingerprint, string? HeldBack = null, bool IsOwn = false, int Shown = 0);

    /// <summary>There is more of a chain, and it is not read for now.</summary>
    internal sealed record Held(string Reason);

    /// <summary>A publisher is not trusted any more.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Evidence">The commits that show it.</param>
    /// <param name="By">Who has decided it; nobody, where it was seen.</param>
    internal sealed record Suspended(string Reason, IReadOnlyList<string> Evidence, Operator? By = null);

    /// <summary>A person trusts a publisher again.</summary>
    internal sealed record Trusted(string Reason, Operator By);

    /// <summary>This host's own chain lies at a place.</summary>
    /// <param name="Place">The place and form.</param>
    /// <param name="Head">The newest commit there.</param>
    /// <param name="Sequence">Its number.</param>
    internal sealed record Published(string Place, string Head, int Sequence);
}
