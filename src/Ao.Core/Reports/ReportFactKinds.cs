using System.Security.Cryptography;
using System.Text;
using Ao.Journal;

namespace Ao.Reports;

/// <summary>The names that facts about reports have in the journal.</summary>
internal static class ReportFactKinds
{
    public const string StreamPrefix = "report/";
    private const int IdLength = 12;

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("report.captured", ReportFactsJson.Default.Captured),
        new("report.severity-corrected", ReportFactsJson.Default.SeverityCorrected),
        new("report.linked", ReportFactsJson.Default.Linked),
        new("report.link-withdrawn", ReportFactsJson.Default.LinkWithdrawn),
        new("report.routed", ReportFactsJson.Default.Routed),
        new("report.issue-resolved", ReportFactsJson.Default.IssueResolved),
        new("report.issue-labelled", ReportFactsJson.Default.IssueLabelled),
        new("report.mentioned", ReportFactsJson.Default.Mentioned),
        new("report.planned", ReportFactsJson.Default.Planned),
        new("report.downgraded", ReportFactsJson.Default.Downgraded),
        new("report.fork-ready", ReportFactsJson.Default.ForkReady),
        new("report.session-started", ReportFactsJson.Default.SessionStarted),
        new("report.pull-request-noted", ReportFactsJson.Default.PullRequestNoted),
        new("report.written-back", ReportFactsJson.Default.WrittenBack),
        new("report.halted", ReportFactsJson.Default.Halted),
        new("report.settled", ReportFactsJson.Default.Settled),
        new("report.taken-up-again", ReportFactsJson.Default.TakenUpAgain),
    ];

    public static string StreamOf(string report) => StreamPrefix + report;

    /// <summary>Gives the id of the report that an operation files: the same one, however often it is filed.</summary>
    public static string IdOf(OperationKey operation) => "r-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(operation.Value)))[..IdLength];
}
