using Ao.Journal;

namespace Ao.Ledger;

/// <summary>The names that facts about ledgers have in the journal.</summary>
internal static class LedgerFactKinds
{
    public const string StreamPrefix = "ledger/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("ledger.taken", LedgerFactsJson.Default.Taken),
        new("ledger.held", LedgerFactsJson.Default.Held),
        new("ledger.suspended", LedgerFactsJson.Default.Suspended),
        new("ledger.trusted", LedgerFactsJson.Default.Trusted),
        new("ledger.published", LedgerFactsJson.Default.Published),
    ];

    public static string StreamOf(ProjectId project, string forkId) => $"{StreamPrefix}{project}/{forkId}";

    /// <summary>Reads the name of a stream.</summary>
    public static (ProjectId Project, string ForkId)? Read(string stream)
    {
        if (!stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = stream[StreamPrefix.Length..].Split('/', 2);
        return parts.Length == 2 && ProjectId.TryParse(parts[0], null, out var project) ? (project, parts[1]) : null;
    }
}
