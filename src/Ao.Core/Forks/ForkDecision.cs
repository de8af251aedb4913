using Ao.Configuration;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>Decides what is the case with a fork, and when it is looked at: pure functions.</summary>
internal static class ForkDecision
{
    /// <summary>A look without news is written down this often, so that a restart knows when the fork last answered.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    /// <summary>Gives how a fork's branch and the project's are apart, what was ported taken off on both sides.</summary>
    public static ForkStanding StandingOf(ForkKinship? kinship)
    {
        if (kinship is not { IsKin: true })
        {
            return kinship is null ? ForkStanding.Unknown : ForkStanding.Unrelated;
        }

        return (OwnOf(kinship), LackedBy(kinship)) switch
        {
            (0, 0) => ForkStanding.UpToDate,
            (_, 0) => ForkStanding.Ahead,
            (0, _) => ForkStanding.Behind,
            _ => ForkStanding.Diverged,
        };
    }

    /// <summary>Gives how many commits the fork has that the project lacks, ported ones taken off.</summary>
    public static int OwnOf(ForkKinship kinship) => Math.Max(0, kinship.Ahead - kinship.Ported);

    /// <summary>Gives how many commits the project has that the fork lacks, ported ones taken off: a patch that both have counts once on each side.</summary>
    public static int LackedBy(ForkKinship kinship) => Math.Max(0, kinship.Behind - kinship.Ported);

    /// <summary>Gives what a fork is going through: a person's word first, then how long ago it was heard of.</summary>
    /// <param name="state">What is known of it.</param>
    /// <param name="lastRecord">When its newest record was made.</param>
    /// <param name="options">The project's settings.</param>
    /// <param name="now">The time.</param>
    public static ForkLifecycle LifecycleOf(ForkState? state, DateTimeOffset? lastRecord, ForkOptions options, DateTimeOffset now)
    {
        if (state?.Word is ForkWord.Retired)
        {
            return ForkLifecycle.Retired;
        }

        if (state?.Word is ForkWord.PermanentlyDiverged)
        {
            return ForkLifecycle.PermanentlyDiverged;
        }

        var heard = Latest(state?.ChangedAt, lastRecord);
        return heard is { } at && now - at > options.DormantAfter ? ForkLifecycle.Dormant : ForkLifecycle.Active;
    }

    /// <summary>Gives what a look has to say that was not known: the fact to write, or <see langword="null"/> where there is no news.</summary>
    public static object? NewsOf(ForkState? state, ForkFinding finding, DateTimeOffset now)
    {
        if (finding.Look is not { } look)
        {
            return state?.Problem == finding.Problem ? null : new ForkFacts.NotSeen(finding.Problem!);
        }

        return state is { Look: { } before, Problem: null } && Same(before, look) && now - state.LookedAt < Heartbeat ? null : look;
    }

    /// <summary>Gives when a fork is looked at next.</summary>
    /// <param name="lastLook">When it was last looked at; <see langword="null"/> where it never was.</param>
    /// <param name="failures">How often in a row it did not answer.</param>
    /// <param name="options">The project's settings.</param>
    public static DateTimeOffset NextLook(DateTimeOffset? lastLook, int failures, ForkOptions options)
    {
        if (lastLook is not { } at)
        {
            return DateTimeOffset.MinValue;
        }

        var longest = options.LookInterval > s_longestWait ? options.LookInterval : s_longestWait;
        var wait = options.LookInterval * Math.Pow(2, Math.Min(failures, 10));
        return at + (wait < longest ? wait : longest);
    }

    public static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private static bool Same(ForkFacts.Looked one, ForkFacts.Looked other) =>
        one.Branch == other.Branch
        && one.Kinship with { Roots = [] } == other.Kinship with { Roots = [] }
        && one.Kinship.Roots.SequenceEqual(other.Kinship.Roots, StringComparer.Ordinal);
}
