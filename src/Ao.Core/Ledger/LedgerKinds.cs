using System.Collections.Frozen;

namespace Ao.Ledger;

/// <summary>The kinds of records that this version knows. Others are kept and shown, and nothing is made of them.</summary>
public static class LedgerKinds
{
    /// <summary>Who a publisher is, and which key it signs with.</summary>
    public const string Identity = "identity";

    /// <summary>Other publishers that it knows of: hints, which nobody follows by themselves.</summary>
    public const string Peers = "peers";

    /// <summary>A problem that was met.</summary>
    public const string Report = "report";

    /// <summary>A change that was made.</summary>
    public const string Change = "change";

    /// <summary>A pattern that was seen in several answers.</summary>
    public const string Pattern = "pattern";

    /// <summary>What the publisher relies on in what others change.</summary>
    public const string Dependency = "dependency";

    /// <summary>How two records or changes are related.</summary>
    public const string Link = "link";

    /// <summary>What the publisher has read of others before.</summary>
    public const string Observe = "observe";

    /// <summary>Takes back a record of the same publisher.</summary>
    public const string Withdraw = "withdraw";

    /// <summary>What was found when a change was tried against a fork.</summary>
    public const string Verdict = "verdict";

    /// <summary>The publisher takes up what was proposed, for itself.</summary>
    public const string Adopt = "adopt";

    /// <summary>The publisher does not take up what was proposed.</summary>
    public const string Decline = "decline";

    private static readonly FrozenSet<string> s_known = new[] { Identity, Peers, Report, Change, Pattern, Dependency, Link, Observe, Withdraw, Verdict, Adopt, Decline }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Tells whether this version knows a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsKnown(string kind) => s_known.Contains(kind);
}
