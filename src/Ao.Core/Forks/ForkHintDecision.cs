using Ao.Configuration;
using Ao.Scm;

namespace Ao.Forks;

/// <summary>Decides what a maintainer is told about a fork: a pure function.</summary>
internal static class ForkHintDecision
{
    /// <summary>Gives the hints, the most pressing first.</summary>
    /// <param name="fork">The fork, without its hints.</param>
    /// <param name="options">The project's settings.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<ForkHint> Decide(KnownFork fork, ForkOptions options, DateTimeOffset now)
    {
        if (fork.Lifecycle == ForkLifecycle.Retired)
        {
            return [];
        }

        var hints = new List<ForkHint>();
        if (fork.SaidLifecycle == ForkLifecycle.Retired && fork.Name != ForkNames.Self)
        {
            hints.Add(new ForkHint(ForkHintKind.SaysRetired, $"{Named(fork)} says of itself that it is retired. It is looked at until you retire it here too."));
        }

        if (fork.Health.IsReachable == false)
        {
            hints.Add(new ForkHint(ForkHintKind.Unreachable, $"{Named(fork)} has not answered since {fork.Health.ProblemSince:u}: {fork.Health.Problem} It is tried again; mend its place in the settings, or retire it."));
        }
        else if (fork.Health.IsStale)
        {
            hints.Add(new ForkHint(ForkHintKind.Stale, $"{Named(fork)} was last seen {Days(now - fork.Health.AnsweredAt)} ago, so that what is shown may be out of date. Have it looked at."));
        }

        if (fork.Distance is { } distance)
        {
            AddDistance(hints, fork, distance, options);
        }

        return hints;
    }

    private static void AddDistance(List<ForkHint> hints, KnownFork fork, ForkDistance distance, ForkOptions options)
    {
        if (distance.Standing == ForkStanding.Unrelated)
        {
            hints.Add(new ForkHint(ForkHintKind.Unrelated, $"{Named(fork)} and the project have no history in common. Either the place is another repository's, or a shallow clone, or the history was rewritten: ask its maintainers, or retire it."));
            return;
        }

        var ahead = Math.Max(0, distance.Ahead - distance.Ported);
        var behind = Math.Max(0, distance.Behind - distance.Ported);
        if (fork.IsUpstream && distance.Ahead > 0)
        {
            hints.Add(distance.Behind == 0
                ? new ForkHint(ForkHintKind.SyncUpstream, $"The upstream has {Commits(ahead)} that the project lacks, and a fast-forward brings them. Sync with the upstream when it suits you.")
                : new ForkHint(ForkHintKind.SyncBlocked, $"The upstream has {Commits(ahead)} that the project lacks, and the project has {Commits(distance.Behind)} that the upstream lacks{Ported(distance)}: no fast-forward is possible. Merge or rebase yourself."));
        }

        if (fork.IsUpstream && behind > 0)
        {
            hints.Add(new ForkHint(ForkHintKind.Upstreamable, $"The project has {Commits(behind)} that the upstream lacks. List what of it could go upstream, and why the rest could not."));
        }

        // Where a person has said that it stays so, the distance is no news.
        if (fork.Lifecycle != ForkLifecycle.PermanentlyDiverged && IsDrifting(fork, ahead, behind, options))
        {
            hints.Add(new ForkHint(ForkHintKind.Drift, $"{Named(fork)} has {Commits(ahead)} that the project lacks and lacks {Commits(behind)} that the project has{Ported(distance)}. That is more than the project wants (DriftAhead {options.DriftAhead}, DriftBehind {options.DriftBehind}). Bring them together, or say that they stay apart."));
        }
    }

    /// <summary>The thresholds are the project's: what it lacks of the fork, and what it has of its own.</summary>
    private static bool IsDrifting(KnownFork fork, int ahead, int behind, ForkOptions options) =>
        fork.IsUpstream ? ahead > options.DriftBehind || behind > options.DriftAhead : ahead > options.DriftAhead || behind > options.DriftBehind;

    private static string Named(KnownFork fork) => fork.IsUpstream ? "The upstream" : $"Fork '{fork.Name}'";

    private static string Commits(int count) => count == 1 ? "1 commit" : $"{count} commits";

    private static string Ported(ForkDistance distance) => distance.Ported == 0 ? "" : $" ({distance.Ported} that both have under different ids taken off)";

    private static string Days(TimeSpan? since) => since is not { } span ? "long" : span.TotalDays >= 2 ? $"{(int)span.TotalDays} days" : $"{Math.Max(1, (int)span.TotalHours)} hours";
}
