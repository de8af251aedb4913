using Ao.Journal;

namespace Ao.Convergence;

/// <summary>The names that facts about findings, and about what was published, have in the journal.</summary>
internal static class FindingFactKinds
{
    public const string StreamPrefix = "finding/";
    public const string PublicationPrefix = "publication/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("finding.found", FindingFactsJson.Default.Found),
        new("finding.changed", FindingFactsJson.Default.Changed),
        new("finding.received", FindingFactsJson.Default.Received),
        new("finding.gone", FindingFactsJson.Default.Gone),
        new("finding.tried", FindingFactsJson.Default.Tried),
        new("finding.proposed", FindingFactsJson.Default.Proposed),
        new("finding.pattern-published", FindingFactsJson.Default.PatternPublished),
        new("finding.decided", FindingFactsJson.Default.Decided),
        new("finding.decision-published", FindingFactsJson.Default.DecisionPublished),
        new("finding.session-started", FindingFactsJson.Default.SessionStarted),
        new("finding.hindered", FindingFactsJson.Default.Hindered),
        new("finding.pull-request-opened", FindingFactsJson.Default.PullRequestOpened),
        new("publication.added", FindingFactsJson.Default.PublicationAdded),
    ];

    public static string StreamOf(ProjectId project, string id) => $"{StreamPrefix}{project}/{id}";

    public static string PublicationOf(ProjectId project) => $"{PublicationPrefix}{project}";

    /// <summary>Reads the name of a finding's stream.</summary>
    public static (ProjectId Project, string Id)? Read(string stream)
    {
        if (!stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = stream[StreamPrefix.Length..].Split('/', 2);
        return parts.Length == 2 && ProjectId.TryParse(parts[0], null, out var project) ? (project, parts[1]) : null;
    }
}
