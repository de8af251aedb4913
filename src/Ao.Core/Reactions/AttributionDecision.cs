using System.Globalization;
using Ao.Scm;

namespace Ao.Reactions;

/// <summary>Decides what made a check fail: a pure function of the evidence. What cannot be found out counts as the change's own.</summary>
internal static class AttributionDecision
{
    /// <summary>How long another attempt may take to show.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private const int MaxQuoted = 400;

    /// <summary>Judges a failed check.</summary>
    /// <param name="check">The check.</param>
    /// <param name="revision">The revision that it failed on.</param>
    /// <param name="comparison">What is known of the base branch.</param>
    /// <param name="rerun">What was run again.</param>
    /// <param name="canRerun">Whether the scm runs checks again.</param>
    /// <param name="now">The time.</param>
    public static AttributionJudgement Judge(Check check, string revision, BaseComparison? comparison, CheckRerun? rerun, bool canRerun, DateTimeOffset now)
    {
        // What the machinery did to it says nothing of the base branch.
        if (!check.IsInfrastructure)
        {
            if (comparison?.Revision != revision || !comparison.Names.Contains(check.Name))
            {
                return new AttributionJudgement(AttributionNeed.Comparison);
            }

            if (comparison.Failing.TryGetValue(check.Name, out var excerpt))
            {
                return Found(check, revision, ReactionAttribution.AlreadyOnBase, $"It fails on the base branch too, at revision {comparison.BaseRevision}{(excerpt.Length == 0 ? "." : $": {End(excerpt)}")}");
            }
        }

        var before = comparison is null || check.IsInfrastructure ? ""
            : comparison.BaseRevision is { } baseRevision ? $"It does not fail on the base branch (revision {baseRevision}). "
            : "Whether it fails on the base branch is not known. ";
        if (rerun?.Revision != revision || !rerun.Attempts.TryGetValue(check.Name, out var attempt))
        {
            return canRerun ? new AttributionJudgement(AttributionNeed.Rerun) : Own(check, revision, $"{before}It was not run again: the scm cannot do that.");
        }

        if (check.Attempt > attempt)
        {
            return Own(check, revision, string.Create(CultureInfo.InvariantCulture, $"{before}It failed again when it was run again (attempts {attempt} and {check.Attempt})."));
        }

        if (rerun.Problem is { } problem)
        {
            return Own(check, revision, $"{before}It could not be run again: {problem}");
        }

        return now - rerun.At >= Patience
            ? Own(check, revision, string.Create(CultureInfo.InvariantCulture, $"{before}It was to be run again, and no other attempt has reported within {Patience.TotalMinutes:0} minutes."))
            : new AttributionJudgement(AttributionNeed.Patience, DueAt: rerun.At + Patience);
    }

    /// <summary>Gives the checks that have passed when they were run again on the same revision.</summary>
    /// <param name="rerun">What was run again.</param>
    /// <param name="head">The head.</param>
    /// <param name="passed">What has passed on it.</param>
    /// <param name="known">What was found already.</param>
    public static IReadOnlyList<CheckAttribution> FlakyOf(CheckRerun? rerun, string? head, IReadOnlyCollection<string> passed, IReadOnlyList<CheckAttribution> known) =>
        rerun is null || rerun.Revision != head
            ? []
            : [.. rerun.Attempts
                .Where(entry => passed.Contains(entry.Key) && !known.Any(found => found.Check == entry.Key && found.Revision == head))
                .Select(entry => new CheckAttribution(entry.Key, head, ReactionAttribution.Flaky, string.Create(CultureInfo.InvariantCulture, $"It failed at attempt {entry.Value} and passed when it was run again on the same revision.")))];

    private static AttributionJudgement Own(Check check, string revision, string evidence) =>
        Found(check, revision, check.IsInfrastructure ? ReactionAttribution.Infrastructure : ReactionAttribution.ThisChange, check.IsInfrastructure ? $"The scm says that the machinery failed and not the change. {evidence}" : evidence);

    private static AttributionJudgement Found(Check check, string revision, ReactionAttribution attribution, string evidence) =>
        new(AttributionNeed.None, new CheckAttribution(check.Name, revision, attribution, evidence));

    private static string End(string text) => Printable.Line(text.Length <= MaxQuoted ? text : text[^MaxQuoted..]);
}
