using System.Globalization;
using Ao.Configuration;

namespace Ao.Ledger;

/// <summary>How much is taken of one peer: a pure function of its limits, what was taken, and what comes.</summary>
internal static class LedgerAllowance
{
    /// <summary>How many records of a publisher may be refused before a person has to look at it.</summary>
    public const int MaxRefusals = 1_000;

    /// <summary>Tells whether a refusal speaks against the publisher: that a record is larger than is taken here speaks against nobody.</summary>
    public static bool IsFault(LedgerRefusal refusal) => refusal.Cause != LedgerRefusalCause.Oversized;

    /// <summary>Says that a person has to look at a publisher: at each thousand of records that are refused.</summary>
    /// <param name="before">How many refusals spoke against it before.</param>
    /// <param name="now">How many are by now.</param>
    public static string? TooManyRefused(int before, int now) =>
        (before + now) / MaxRefusals > before / MaxRefusals ? string.Create(CultureInfo.InvariantCulture, $"{before + now} of its records were refused") : null;

    /// <summary>Says why a commit is not read for now; <see langword="null"/> where it is.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="isFirst">Whether nothing was taken of the peer before: what it has published until then is held to its size only.</param>
    /// <param name="today">How many records were received today.</param>
    /// <param name="lines">How many the commit has.</param>
    /// <param name="bytes">How many bytes are kept.</param>
    /// <param name="more">How many the commit has.</param>
    public static string? HeldBack(LedgerOptions limits, bool isFirst, int today, int lines, long bytes, long more) =>
        bytes + more > limits.MaxKeptBytes
            ? string.Create(CultureInfo.InvariantCulture, $"There is more than the {limits.MaxKeptBytes} bytes that are kept of one peer. Raise Ledger:MaxKeptBytes to take it.")
            : !isFirst && today + lines > limits.MaxRecordsADay
                ? string.Create(CultureInfo.InvariantCulture, $"There are more than the {limits.MaxRecordsADay} records that are taken of one peer in a day. The rest is taken on the days to come, or now where Ledger:MaxRecordsADay is raised.")
                : null;
}
