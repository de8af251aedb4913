namespace Ao.Plugins.GitHub.Looks;

/// <summary>Decides when a pull request is looked at again: often where something moves, seldom where nothing does. Pure.</summary>
internal static class LookSchedule
{
    /// <summary>How long before its time one is looked at along with others: a host's turns are not exact.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_hot = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_warm = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_cold = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_sweep = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_hotFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_warmFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan[] s_unknown = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    /// <summary>Gives how often one is looked at by itself.</summary>
    public static TimeSpan IntervalOf(LookFacts facts, DateTimeOffset now, LookPace pace) =>
        pace.IsLive ? s_sweep
        : (now - facts.ChangedAt) switch
        {
            // What has run for an hour without a change is waited for less eagerly.
            var quiet when quiet < s_hotFor || (facts.IsMoving && quiet < s_warmFor) => s_hot * pace.Stretch,
            var quiet when quiet < s_warmFor || facts.IsMoving => s_warm * pace.Stretch,
            _ => s_cold * pace.Stretch,
        };

    /// <summary>Gives when it is next looked at in turn.</summary>
    public static DateTimeOffset TurnOf(LookFacts facts, DateTimeOffset now, LookPace pace) =>
        facts.LookedAt is not { } lookedAt ? DateTimeOffset.MinValue
        : facts.IsOpen ? lookedAt + IntervalOf(facts, now, pace)
        : DateTimeOffset.MaxValue;

    /// <summary>Gives when it is looked at out of turn, because it is known to have changed.</summary>
    public static DateTimeOffset DirtyOf(LookFacts facts, LookPace pace) => facts.DirtySince + pace.Window ?? DateTimeOffset.MaxValue;

    /// <summary>Gives when it is looked at out of turn, because GitHub was still computing.</summary>
    public static DateTimeOffset UnknownOf(LookFacts facts) =>
        facts is { IsOpen: true, IsUnknown: true, LookedAt: { } lookedAt, UnknownAsks: var asks } && asks < s_unknown.Length ? lookedAt + s_unknown[asks] : DateTimeOffset.MaxValue;

    public static bool IsDue(LookFacts facts, DateTimeOffset now, LookPace pace) =>
        DirtyOf(facts, pace) <= now || UnknownOf(facts) <= now || TurnOf(facts, now, pace) <= now + Slack;

    /// <summary>Gives what an hour of turns costs in points, where the ones that are due together are read together.</summary>
    public static double DemandOf(IEnumerable<LookFacts> all, DateTimeOffset now, bool isLive)
    {
        var pace = new LookPace(1, isLive, TimeSpan.Zero);
        return all
            .Where(static facts => facts.IsOpen)
            .GroupBy(facts => IntervalOf(facts, now, pace))
            .Sum(static group => Math.Ceiling(group.Count() / (double)LookPacking.MaxLight) * (TimeSpan.FromHours(1) / group.Key));
    }
}
