namespace Ao.Convergence;

/// <summary>Tells whether a finding is another one than is known: a pure function.</summary>
internal static class FindingComparison
{
    private const double Noticeable = 0.05;

    /// <summary>Tells whether what is found is to be written down.</summary>
    /// <param name="known">What is known.</param>
    /// <param name="now">What is found now.</param>
    public static bool HasChanged(FindingState known, Finding now) =>
        known.Gone is not null
        || known.Detector is null
        || known.Finding.Relation != now.Relation
        || Math.Abs(known.Finding.Confidence - now.Confidence) >= Noticeable
        || !MembersOf(known.Finding).SetEquals(MembersOf(now));

    /// <summary>Gives what a finding rests on: each change and record, by its fork.</summary>
    public static HashSet<(string Fork, string Reference)> MembersOf(Finding finding) =>
        [.. finding.Forks.SelectMany(static fork => fork.Revisions.Concat(fork.Records).Select(reference => (fork.ForkId, reference)))];

    /// <summary>Tells whether somebody else's finding is the same: it rests on changes or records of two of its forks.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="references">What the other one rests on.</param>
    /// <param name="published">Gives what others know something of this fork by.</param>
    public static bool IsSame(Finding finding, IReadOnlySet<string> references, Func<string, string> published) =>
        finding.Forks.Count(fork => fork.Revisions.Concat(fork.Records).Any(reference => references.Contains(published(reference)))) >= 2;
}
