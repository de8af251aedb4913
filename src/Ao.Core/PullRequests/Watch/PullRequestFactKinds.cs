using System.Globalization;
using Ao.Journal;

namespace Ao.PullRequests.Watch;

/// <summary>The names that facts about pull requests have in the journal.</summary>
internal static class PullRequestFactKinds
{
    public const string StreamPrefix = "pull-request/";

    public static IReadOnlyList<FactKind> All { get; } = [new("pull-request.observed", PullRequestFactsJson.Default.Observed)];

    public static string StreamOf(ProjectId project, int number) => string.Create(CultureInfo.InvariantCulture, $"{StreamPrefix}{project}/{number}");
}
