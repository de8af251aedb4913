using Ao.Journal;

namespace Ao.Alignment;

/// <summary>The names that facts about alignment have in the journal.</summary>
internal static class AlignmentFactKinds
{
    public const string StreamPrefix = "alignment/";

    public static IReadOnlyList<FactKind> All { get; } =
    [
        new("alignment.judged", AlignmentFactsJson.Default.Judged),
        new("alignment.published", AlignmentFactsJson.Default.Published),
    ];

    public static string StreamOf(ProjectId project, string verdict) => $"{StreamPrefix}{project}/{verdict}";
}
