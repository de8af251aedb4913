using Ao.Journal;

namespace Ao.Claims;

/// <summary>The names that facts about claims have in the journal.</summary>
internal static class ClaimFactKinds
{
    public const string StreamPrefix = "claim/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("claim.held", ClaimFactsJson.Default.Held),
        new("claim.assigned", ClaimFactsJson.Default.Assigned),
        new("claim.kept", ClaimFactsJson.Default.Kept),
        new("claim.lost", ClaimFactsJson.Default.Lost),
        new("claim.released", ClaimFactsJson.Default.Released),
    ];

    public static string StreamOf(ProjectId project, string resource) => $"{StreamPrefix}{project}/{resource}";

    /// <summary>Reads the name of a stream.</summary>
    public static (ProjectId Project, string Resource)? Read(string stream)
    {
        if (!stream.StartsWith(StreamPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = stream[StreamPrefix.Length..].Split('/', 2);
        return parts.Length == 2 && ProjectId.TryParse(parts[0], null, out var project) ? (project, parts[1]) : null;
    }
}
