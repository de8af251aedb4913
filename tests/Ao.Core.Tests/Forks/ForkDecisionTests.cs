using Ao.Configuration;
using Ao.Forks;
using Ao.Scm;

namespace Ao.Core.Tests.Forks;

public sealed class ForkDecisionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, 0, 0, 0, ForkStanding.UpToDate)]
    [InlineData(true, 3, 0, 0, ForkStanding.Ahead)]
    [InlineData(true, 0, 3, 0, ForkStanding.Behind)]
    [InlineData(true, 3, 2, 0, ForkStanding.Diverged)]
    [InlineData(true, 3, 2, 1, ForkStanding.Diverged)]
    [InlineData(true, 3, 2, 2, ForkStanding.Ahead)]
    [InlineData(true, 2, 3, 2, ForkStanding.Behind)]
    [InlineData(true, 2, 2, 2, ForkStanding.UpToDate)]
    [InlineData(true, 1, 1, 5, ForkStanding.UpToDate)]
    [InlineData(false, 3, 2, 0, ForkStanding.Unrelated)]
    public void StandingOf_TakesOffWhatWasPorted(bool isKin, int ahead, int behind, int ported, ForkStanding expected) =>
        Assert.Equal(expected, ForkDecision.StandingOf(new ForkKinship { IsKin = isKin, Ahead = ahead, Behind = behind, Ported = ported }));

    [Fact]
    public void StandingOf_NeverSeen_IsUnknown() => Assert.Equal(ForkStanding.Unknown, ForkDecision.StandingOf(null));

    [Theory]
    [InlineData("never seen", null, null, ForkWord.InUse, ForkLifecycle.Active)]
    [InlineData("changed lately", 10, null, ForkWord.InUse, ForkLifecycle.Active)]
    [InlineData("on the very day", 90, null, ForkWord.InUse, ForkLifecycle.Active)]
    [InlineData("changed long ago", 91, null, ForkWord.InUse, ForkLifecycle.Dormant)]
    [InlineData("a record is a sign of life", 400, 5, ForkWord.InUse, ForkLifecycle.Active)]
    [InlineData("an old record is none", 400, 200, ForkWord.InUse, ForkLifecycle.Dormant)]
    [InlineData("a person's word comes first", 400, null, ForkWord.PermanentlyDiverged, ForkLifecycle.PermanentlyDiverged)]
    [InlineData("retired is retired", 1, 1, ForkWord.Retired, ForkLifecycle.Retired)]
    public void LifecycleOf_ByWhatWasHeardAndSaid(string what, int? changedDaysAgo, int? recordDaysAgo, ForkWord word, ForkLifecycle expected)
    {
        var state = State with { Word = word, ChangedAt = changedDaysAgo is { } days ? s_now.AddDays(-days) : null };

        Assert.True(expected == ForkDecision.LifecycleOf(state, recordDaysAgo is { } record ? s_now.AddDays(-record) : null, new ForkOptions(), s_now), what);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(3, 8)]
    [InlineData(5, 24)]
    [InlineData(1_000_000, 24)]
    public void NextLook_FailureAfterFailure_ComesLaterAndAtLatestInADay(int failures, int hours) =>
        Assert.Equal(s_now.AddHours(hours), ForkDecision.NextLook(s_now, failures, new ForkOptions()));

    [Fact]
    public void NextLook_IntervalLongerThanADay_IsKept() =>
        Assert.Equal(s_now.AddDays(7), ForkDecision.NextLook(s_now, 9, new ForkOptions { LookInterval = TimeSpan.FromDays(7) }));

    [Fact]
    public void NewsOf_SameAgain_IsNoFactUntilADayHasPassed()
    {
        var look = Look(ahead: 2);
        var state = State with { Look = look, LookedAt = s_now };

        Assert.Null(ForkDecision.NewsOf(state, new ForkFinding(Look(ahead: 2), null), s_now.AddHours(23)));
        Assert.NotNull(ForkDecision.NewsOf(state, new ForkFinding(Look(ahead: 2), null), s_now.AddHours(24)));
        Assert.NotNull(ForkDecision.NewsOf(state, new ForkFinding(Look(ahead: 3), null), s_now.AddHours(1)));
        Assert.NotNull(ForkDecision.NewsOf(state with { Problem = "gone" }, new ForkFinding(Look(ahead: 2), null), s_now.AddHours(1)));
        Assert.NotNull(ForkDecision.NewsOf(null, new ForkFinding(look, null), s_now));
    }

    [Fact]
    public void NewsOf_SameProblemAgain_IsNoFact()
    {
        var state = State with { Problem = "gone" };

        Assert.Null(ForkDecision.NewsOf(state, new ForkFinding(null, "gone"), s_now));
        Assert.Equal(new ForkFacts.NotSeen("locked"), ForkDecision.NewsOf(state, new ForkFinding(null, "locked"), s_now));
    }

    [Theory]
    [InlineData(ForkRole.Contributor, null, ForkPolicy.UpstreamFirst)]
    [InlineData(ForkRole.Sovereign, null, ForkPolicy.ForkFirst)]
    [InlineData(ForkRole.Upstream, null, ForkPolicy.ForkFirst)]
    [InlineData(null, null, ForkPolicy.ForkFirst)]
    [InlineData(ForkRole.Contributor, ForkPolicy.ForkFirst, ForkPolicy.ForkFirst)]
    [InlineData(ForkRole.Sovereign, ForkPolicy.UpstreamFirst, ForkPolicy.UpstreamFirst)]
    public void PolicyOf_DefaultsByRole(ForkRole? role, ForkPolicy? set, ForkPolicy expected) =>
        Assert.Equal(expected, ForkTerms.PolicyOf(new ForkOptions { Role = role, Policy = set, Upstream = role == ForkRole.Upstream ? null : "/up" }));

    private static ForkState State => new() { Project = new ProjectId("shop"), Name = "red", Version = 1 };

    private static ForkFacts.Looked Look(int ahead) => new("main", new ForkKinship { IsKin = true, Ahead = ahead, Roots = ["root"] });
}
