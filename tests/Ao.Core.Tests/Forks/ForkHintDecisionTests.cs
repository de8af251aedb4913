using Ao.Configuration;
using Ao.Forks;

namespace Ao.Core.Tests.Forks;

public sealed class ForkHintDecisionTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("nothing to do", 0, 0, 0, "")]
    [InlineData("a fast-forward", 3, 0, 0, "SyncUpstream")]
    [InlineData("own commits in the way", 3, 1, 0, "SyncBlocked,Upstreamable")]
    [InlineData("only own commits", 0, 2, 0, "Upstreamable")]
    [InlineData("all own commits were ported", 2, 2, 2, "SyncBlocked")]
    [InlineData("far behind", 51, 0, 0, "SyncUpstream,Drift")]
    [InlineData("far ahead", 0, 51, 0, "Upstreamable,Drift")]
    [InlineData("far, but ported", 60, 60, 55, "SyncBlocked,Upstreamable")]
    public void Decide_Upstream(string what, int ahead, int behind, int ported, string expected)
    {
        var hints = Hints(Fork(ForkNames.Upstream, ahead, behind, ported));

        Assert.True(expected == string.Join(',', hints.Select(static hint => hint.Kind)), $"{what}: {string.Join(',', hints.Select(static hint => hint.Kind))}");
    }

    [Theory]
    [InlineData("another fork is nobody's to sync with", 3, 1, ForkLifecycle.Active, "")]
    [InlineData("it goes far", 51, 0, ForkLifecycle.Active, "Drift")]
    [InlineData("it lags far", 0, 51, ForkLifecycle.Dormant, "Drift")]
    [InlineData("a person has said that it stays so", 500, 500, ForkLifecycle.PermanentlyDiverged, "")]
    [InlineData("retired", 500, 500, ForkLifecycle.Retired, "")]
    public void Decide_AnotherFork(string what, int ahead, int behind, ForkLifecycle lifecycle, string expected)
    {
        var hints = Hints(Fork("red", ahead, behind, 0) with { Lifecycle = lifecycle });

        Assert.True(expected == string.Join(',', hints.Select(static hint => hint.Kind)), what);
    }

    [Fact]
    public void Decide_TextsSayWhatIsTheCaseAndWhatCanBeDone()
    {
        var blocked = Hints(Fork(ForkNames.Upstream, 5, 3, 2))[0];

        Assert.Equal("The upstream has 3 commits that the project lacks, and the project has 3 commits that the upstream lacks (2 that both have under different ids taken off): no fast-forward is possible. Merge or rebase yourself.", blocked.Text);
    }

    [Fact]
    public void Decide_NoAnswer_SaysSinceWhen()
    {
        var fork = Fork("red", 0, 0, 0) with { Health = new ForkHealth { IsReachable = false, Problem = "It is gone.", ProblemSince = s_now.AddDays(-2), IsStale = true } };

        var hint = Assert.Single(Hints(fork));
        Assert.Equal(ForkHintKind.Unreachable, hint.Kind);
        Assert.StartsWith("Fork 'red' has not answered since 2026-10-30 12:00:00Z: It is gone.", hint.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_OldNews_SaysSo()
    {
        var fork = Fork("red", 0, 0, 0) with { Health = new ForkHealth { IsReachable = true, AnsweredAt = s_now.AddDays(-9), IsStale = true } };

        Assert.Contains("last seen 9 days ago", Assert.Single(Hints(fork)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_NoHistoryInCommonAnyMore_IsAllThatIsSaid()
    {
        var fork = Fork("red", 99, 99, 0);

        Assert.Equal(ForkHintKind.Unrelated, Assert.Single(Hints(fork with { Distance = fork.Distance! with { Standing = ForkStanding.Unrelated } })).Kind);
    }

    private static IReadOnlyList<ForkHint> Hints(KnownFork fork) => ForkHintDecision.Decide(fork, new ForkOptions { Name = "shop" }, s_now);

    private static KnownFork Fork(string name, int ahead, int behind, int ported) => new()
    {
        Project = new ProjectId("shop"),
        Name = name,
        Location = "/forks/red",
        Lifecycle = ForkLifecycle.Active,
        Health = new ForkHealth { IsReachable = true, AnsweredAt = s_now },
        Distance = new ForkDistance { Standing = ForkStanding.Diverged, Branch = "main", Ahead = ahead, Behind = behind, Ported = ported },
    };
}
