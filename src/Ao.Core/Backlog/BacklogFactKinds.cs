using Ao.Claims;
using Ao.Journal;

namespace Ao.Backlog;

/// <summary>The names that facts about the backlog have in the journal.</summary>
internal static class BacklogFactKinds
{
    public const string StreamPrefix = "backlog/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("backlog.taken", BacklogFactsJson.Default.Taken),
        new("backlog.started", BacklogFactsJson.Default.Started),
        new("backlog.marked", BacklogFactsJson.Default.Marked),
        new("backlog.issue-closed", BacklogFactsJson.Default.IssueClosed),
        new("backlog.session-told", BacklogFactsJson.Default.SessionTold),
        new("backlog.failed", BacklogFactsJson.Default.Failed),
        new("backlog.resumed", BacklogFactsJson.Default.Resumed),
        new("backlog.parted", BacklogFactsJson.Default.Parted),
        new("backlog.found-atomic", BacklogFactsJson.Default.FoundAtomic),
        new("backlog.left", BacklogFactsJson.Default.Left),
        new("backlog.finished", BacklogFactsJson.Default.Finished),
        new("backlog.breakdown-refused", BacklogFactsJson.Default.BreakdownRefused),
        new("backlog.breakdown-accepted", BacklogFactsJson.Default.BreakdownAccepted),
        new("backlog.part-created", BacklogFactsJson.Default.PartCreated),
        new("backlog.divided", BacklogFactsJson.Default.Divided),
        new("backlog.parts-closed", BacklogFactsJson.Default.PartsClosed),
    ];

    public static string StreamOf(ProjectId project, string issue) => $"{StreamPrefix}{project}/{ClaimResource.SafePart(issue)}";

    /// <summary>Gives the project of a stream.</summary>
    public static ProjectId? ProjectOf(string stream) =>
        stream.StartsWith(StreamPrefix, StringComparison.Ordinal) && stream[StreamPrefix.Length..].Split('/', 2) is [var name, _] && ProjectId.TryParse(name, null, out var project) ? project : null;
}
