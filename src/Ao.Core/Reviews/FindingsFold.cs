using System.Collections.Immutable;

namespace Ao.Reviews;

/// <summary>Carries findings from round to round by their fingerprints: a pure function.</summary>
internal static class FindingsFold
{
    /// <summary>Takes in what a round has found. What the same tier had found before and does not find any more is resolved; what was dismissed stays so.</summary>
    public static ImmutableList<ReviewFinding> Take(ImmutableList<ReviewFinding> findings, IReadOnlyList<TakenFinding> reported, ReviewRound round)
    {
        var fingerprints = reported.Select(static finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var carried = findings.ConvertAll(finding => finding.State == FindingState.Open && finding.Tier == round.Tier && !fingerprints.Contains(finding.Fingerprint) ? finding with { State = FindingState.Resolved } : finding);
        foreach (var found in reported)
        {
            var index = carried.FindIndex(finding => finding.Fingerprint == found.Fingerprint);
            carried = index < 0 ? carried.Add(New(found, round, FindingState.Open)) : carried.SetItem(index, Again(carried[index], found, round));
        }

        return Bounded(carried);
    }

    /// <summary>Keeps what was found on a revision that is not the head any more. It changes nothing of what is known.</summary>
    public static ImmutableList<ReviewFinding> TakeOutdated(ImmutableList<ReviewFinding> findings, IReadOnlyList<TakenFinding> reported, ReviewRound round) =>
        Bounded(findings.AddRange(reported.Where(found => !findings.Exists(finding => finding.Fingerprint == found.Fingerprint)).Select(found => New(found, round, FindingState.Outdated))));

    private static ReviewFinding New(TakenFinding found, ReviewRound round, FindingState state) => new()
    {
        Fingerprint = found.Fingerprint,
        Severity = found.Severity,
        Category = found.Category,
        Path = found.Path,
        Line = found.Line,
        Text = found.Text,
        State = state,
        Blocks = found.Blocks,
        Tier = round.Tier,
        FirstRound = round.Number,
        LastRound = round.Number,
    };

    private static ReviewFinding Again(ReviewFinding known, TakenFinding found, ReviewRound round)
    {
        var seen = known with { LastRound = round.Number, Line = found.Line };
        return known.State switch
        {
            FindingState.Dismissed => seen,
            FindingState.Open => seen with { Tier = round.Tier, Text = found.Text, Blocks = found.Blocks },

            // Its thread was closed, so that it gets another.
            _ => seen with { Tier = round.Tier, Text = found.Text, Blocks = found.Blocks, State = FindingState.Open, ReopenedIn = round.Number, Thread = null, IsThreadResolved = false, ThreadProblem = null },
        };
    }

    private static ImmutableList<ReviewFinding> Bounded(ImmutableList<ReviewFinding> findings)
    {
        while (findings.Count > ReviewState.MaxFindings)
        {
            // A person's word is kept longest.
            var settled = findings.FindIndex(static finding => finding.State is FindingState.Resolved or FindingState.Outdated);
            findings = findings.RemoveAt(Math.Max(0, settled));
        }

        return findings;
    }
}
