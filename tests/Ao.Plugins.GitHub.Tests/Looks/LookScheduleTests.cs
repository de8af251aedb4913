using Ao.Plugins.GitHub.Looks;

namespace Ao.Plugins.GitHub.Tests.Looks;

public sealed class LookScheduleTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, false, false, 1, 30)]
    [InlineData(30, true, false, 1, 30)]
    [InlineData(30, false, false, 1, 120)]
    [InlineData(90, true, false, 1, 120)]
    [InlineData(90, false, false, 1, 600)]
    [InlineData(1, false, false, 3, 90)]
    [InlineData(1, true, true, 3, 300)]
    [InlineData(90, false, true, 1, 300)]
    public void Interval_ByHowLongNothingHasChanged(int minutesQuiet, bool isMoving, bool isLive, double stretch, int seconds)
    {
        var facts = new LookFacts { IsOpen = true, LookedAt = s_now, ChangedAt = s_now - TimeSpan.FromMinutes(minutesQuiet), IsMoving = isMoving };

        Assert.Equal(TimeSpan.FromSeconds(seconds), LookSchedule.IntervalOf(facts, s_now, new LookPace(stretch, isLive, TimeSpan.FromSeconds(15))));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 5)]
    [InlineData(2, 15)]
    [InlineData(3, null)]
    public void Unknown_IsAskedAgainThreeTimes(int asks, int? seconds) =>
        Assert.Equal(seconds is { } some ? s_now + TimeSpan.FromSeconds(some) : DateTimeOffset.MaxValue, LookSchedule.UnknownOf(new LookFacts { IsOpen = true, IsUnknown = true, LookedAt = s_now, UnknownAsks = asks }));

    [Fact]
    public void Ended_IsNotLookedAt_UnlessItIsToldOf()
    {
        var facts = new LookFacts { IsOpen = false, LookedAt = s_now - TimeSpan.FromDays(1) };
        var pace = new LookPace(1, false, TimeSpan.FromSeconds(15));

        Assert.False(LookSchedule.IsDue(facts, s_now, pace));
        Assert.False(LookSchedule.IsDue(facts with { DirtySince = s_now - TimeSpan.FromSeconds(14) }, s_now, pace));
        Assert.True(LookSchedule.IsDue(facts with { DirtySince = s_now - TimeSpan.FromSeconds(15) }, s_now, pace));
    }
}
