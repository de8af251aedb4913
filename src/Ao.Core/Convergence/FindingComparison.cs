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

    /// <summary>Tells whether two findings are about one thing: they share changes or records of two forks, or all that one of them has.</summary>
    public static bool IsSame(Finding one, Finding other)
    {
        var shared = MembersOf(one);
        shared.IntersectWith(MembersOf(other));
        return shared.Select(static member => member.Fork).Distinct(StringComparer.Ordinal).Count() >= 2;
    }
}
