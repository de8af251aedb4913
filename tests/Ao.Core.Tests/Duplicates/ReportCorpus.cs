using System.Globalization;
using Ao.Duplicates;
using Ao.Reports;

namespace Ao.Core.Tests.Duplicates;

/// <summary>Reports about an invented product, the same in each run.</summary>
internal static class ReportCorpus
{
    private static readonly string[] s_parts = ["dashboard", "scheduler", "exporter", "login page", "journal", "search box", "settings dialog", "uploader", "notifier", "terminal view", "chart", "importer", "status bar", "report list", "editor", "archive"];
    private static readonly string[] s_faults = ["crashes", "freezes", "shows a blank page", "loses the selection", "ignores the filter", "leaks memory", "prints garbage", "returns an error", "is slow", "forgets the language", "duplicates entries", "rejects valid input"];
    private static readonly string[] s_occasions = ["after a restart", "when the network drops", "with an empty project", "while another session writes", "in a narrow window", "with more than fifty columns", "after the clock changes", "when two users save together", "without any permission", "on the second attempt"];
    private static readonly string[] s_details = ["The reader thread waits for a lock that nobody holds.", "Nothing is written to the log at that moment.", "The cached entry has the wrong owner.", "A stale cursor is used for the second batch.", "Closing the panel releases the handle twice.", "The retry counter never goes back to its start.", "The layout is computed before the fonts are there.", "An unhandled rejection ends the worker.", "The comparison treats upper case as another name.", "The temporary folder is removed too early."];

    /// <summary>Gives ordinary reports, each of a problem of its own.</summary>
    public static IEnumerable<ReportDocument> Ordinary(int count)
    {
        var random = new Random(7);
        for (var number = 0; number < count; number++)
        {
            var (part, fault, occasion) = (s_parts[number % s_parts.Length], s_faults[number / s_parts.Length % s_faults.Length], s_occasions[random.Next(s_occasions.Length)]);
            var details = string.Join(' ', Enumerable.Range(0, 3).Select(_ => s_details[random.Next(s_details.Length)]));
            yield return New($"ordinary-{number}", $"The {part} {fault} {occasion}", $"{details} Seen in module{(char)('A' + number % 26)}.run while doing task {random.Next(1000)}.", part, $"session-{number}");
        }
    }

    /// <summary>Makes a report.</summary>
    public static ReportDocument New(string id, string title, string body, string? component = null, string? session = null, ReportType type = ReportType.BugReport) => new()
    {
        Id = id,
        Type = type,
        Component = component,
        Session = session ?? $"session-of-{id}",
        Created = new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero),
        Title = title,
        Body = body,
    };

    /// <summary>Makes an index with ordinary reports.</summary>
    public static DuplicateIndex Index(int count = 200)
    {
        var index = new DuplicateIndex();
        foreach (var report in Ordinary(count))
        {
            index.Add(report);
        }

        return index;
    }

    /// <summary>Gives a problem as some session reports it: with its own times, ids, folders and words around it.</summary>
    public static ReportDocument Checkout(int session) => New(
        $"checkout-{session}",
        "Payment form submits twice when the confirm button is pressed during validation",
        string.Create(CultureInfo.InvariantCulture, $"""
            While working on task {session * 37} in /home/agent-{session}/work/shop I saw this at 2026-04-{1 + session % 28:00}T10:{session % 60:00}:12Z.
            CheckoutController.submitOrder is called again because the debounce timer is cleared before the promise settles.
            The ledger then has two entries with reference {session * 7919:x8} and the customer is charged double.
            Expected: one charge. Actual: two charges, as payment_service.log shows.
            """),
        "checkout",
        $"agent-{session}");
}
