namespace Ao.Convergence;

/// <summary>Decides whether a finding shows that this fork has taken a change from a pinned one: a pure function.</summary>
internal static class PortedDecision
{
    /// <summary>Gives the two changes; <see langword="null"/> where it is not plain which was taken from which: of each fork there must be one, and the oldest of all must be the pinned fork's.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="own">What this fork is known by.</param>
    /// <param name="pinned">The forks whose keys are pinned.</param>
    public static (string Own, string Other)? Of(Finding finding, string own, IReadOnlySet<string> pinned)
    {
        if (finding.Relation != FindingRelation.Ported || finding.Forks.Any(static fork => fork.At is null))
        {
            return null;
        }

        var mine = finding.Forks.FirstOrDefault(fork => fork.ForkId == own);
        var first = finding.Forks.MinBy(static fork => fork.At);
        return mine is { Revisions: [var taken] } && first is { Revisions: [var origin] } && pinned.Contains(first.ForkId) && first.At < mine.At && taken != origin ? (taken, origin) : null;
    }
}
