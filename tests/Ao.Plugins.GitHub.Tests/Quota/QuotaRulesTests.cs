using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Quota;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Ao.Plugins.GitHub.Tests.Quota;

public sealed class QuotaRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly QuotaPolicy s_policy = new(0.4, TimeSpan.FromSeconds(1), 500);

    [Theory]
    [InlineData("Person", 1, true)]
    [InlineData("Write", 1, true)]
    [InlineData("Look", 2001, true)]
    [InlineData("Look", 2000, false)]
    [InlineData("Sweep", 2501, true)]
    [InlineData("Sweep", 2500, false)]
    [InlineData("Person", 0, false)]
    [InlineData("Write", 0, false)]
    public void Decide_Remaining_LeavesTheReserveToPeopleAndWrites(string purpose, int remaining, bool mayGo)
    {
        var state = With(remaining);

        var verdict = QuotaRules.Decide(state, Need(Enum.Parse<CallPurpose>(purpose)), s_now, s_policy);

        Assert.Equal(mayGo, verdict.MayGo);
        Assert.True(mayGo || verdict.At == s_now + TimeSpan.FromMinutes(20));
    }

    [Fact]
    public void Decide_HourIsOver_TheBucketIsFullAgain() =>
        Assert.True(QuotaRules.Decide(With(0), Need(CallPurpose.Look), s_now + TimeSpan.FromMinutes(20), s_policy).MayGo);

    [Fact]
    public void Decide_OtherResourceIsGone_GoesOn() =>
        Assert.True(QuotaRules.Decide(With(0), Need(CallPurpose.Look) with { Resource = QuotaNeed.GraphQl }, s_now, s_policy).MayGo);

    [Fact]
    public void Decide_CallsUnderWay_AreCountedAlready()
    {
        var state = QuotaRules.Enter(With(1), Need(CallPurpose.Person), s_now);

        Assert.False(QuotaRules.Decide(state, Need(CallPurpose.Person), s_now, s_policy).MayGo);
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 120)]
    [InlineData(2, 240)]
    [InlineData(9, 3600)]
    public void Leave_AskedToSlowDown_WaitsTwiceAsLongEachTime(int strikes, int seconds)
    {
        var state = new QuotaState { Strikes = strikes, StruckAt = s_now };

        var after = QuotaRules.Leave(state, Need(CallPurpose.Look), new QuotaOutcome { IsLimited = true }, s_now);

        Assert.Equal(s_now + TimeSpan.FromSeconds(seconds), after.NotBefore);
        Assert.False(QuotaRules.Decide(after, Need(CallPurpose.Person), s_now, s_policy).MayGo);
    }

    [Fact]
    public void Leave_RetryAfter_IsKeptTo() =>
        Assert.Equal(s_now + TimeSpan.FromSeconds(7), QuotaRules.Leave(new QuotaState(), Need(CallPurpose.Look), new QuotaOutcome { IsLimited = true, RetryAfter = TimeSpan.FromSeconds(7) }, s_now).NotBefore);

    [Fact]
    public void Leave_HourIsUsedUp_OnlyThatResourceWaits()
    {
        var outcome = new QuotaOutcome { IsLimited = true, Limit = 5000, Remaining = 0, ResetsAt = s_now + TimeSpan.FromMinutes(9), Resource = QuotaNeed.Core };

        var after = QuotaRules.Leave(new QuotaState(), Need(CallPurpose.Write), outcome, s_now);

        Assert.Null(after.NotBefore);
        Assert.Equal(s_now + TimeSpan.FromMinutes(9), QuotaRules.Decide(after, Need(CallPurpose.Write), s_now, s_policy).At);
        Assert.True(QuotaRules.Decide(after, Need(CallPurpose.Write) with { Resource = QuotaNeed.GraphQl }, s_now, s_policy).MayGo);
    }

    [Fact]
    public void Leave_AnswersOutOfOrder_TheLowestCountStands()
    {
        var reset = s_now + TimeSpan.FromMinutes(20);
        var state = QuotaRules.Leave(With(100), Need(CallPurpose.Look), new QuotaOutcome { Limit = 5000, Remaining = 90, ResetsAt = reset }, s_now);
        state = QuotaRules.Leave(state, Need(CallPurpose.Look), new QuotaOutcome { Limit = 5000, Remaining = 95, ResetsAt = reset }, s_now);

        Assert.Equal(90, state.Buckets[QuotaNeed.Core].Remaining);
    }

    [Fact]
    public void Breaker_FiveFailures_OpensLetsOneTryAndCloses()
    {
        var state = new QuotaState();
        for (var failure = 0; failure < 5; failure++)
        {
            state = QuotaRules.Leave(QuotaRules.Enter(state, Need(CallPurpose.Look), s_now), Need(CallPurpose.Look), QuotaOutcome.Broken, s_now);
        }

        Assert.Equal(s_now + TimeSpan.FromSeconds(30), QuotaRules.Decide(state, Need(CallPurpose.Person), s_now, s_policy).At);
        var later = s_now + TimeSpan.FromSeconds(30);
        Assert.True(QuotaRules.Decide(state, Need(CallPurpose.Look), later, s_policy).MayGo);
        state = QuotaRules.Enter(state, Need(CallPurpose.Look), later);
        Assert.False(QuotaRules.Decide(state, Need(CallPurpose.Person), later, s_policy).MayGo);
        state = QuotaRules.Leave(state, Need(CallPurpose.Look), new QuotaOutcome(), later);
        Assert.True(QuotaRules.Decide(state, Need(CallPurpose.Person), later, s_policy).MayGo);
    }

    /// <summary>Any calls at any times: within one hour no more points go than the bucket has, writes keep their distance, and no limit by the minute or hour is passed.</summary>
    [Property(MaxTest = 60)]
    public Property AnyCalls_StayWithinEveryLimit() => Prop.ForAll(
        (from wait in Gen.Choose(0, 4000) from purpose in Gen.Choose(0, 3) from end in Gen.Choose(0, 2) select (wait, purpose, end)).ArrayOf(600).ToArbitrary(),
        calls =>
        {
            const int Limit = 300;
            var reset = s_now + TimeSpan.FromHours(10);
            var state = new QuotaState { Buckets = new Dictionary<string, QuotaBucket> { [QuotaNeed.Core] = new(Limit, Limit, reset) } };
            var now = s_now;
            var gone = new List<(DateTimeOffset At, bool IsWrite)>();
            var left = Limit;
            var underWay = new Queue<QuotaNeed>();
            foreach (var (wait, purpose, end) in calls)
            {
                now += TimeSpan.FromMilliseconds(wait);
                var need = Need((CallPurpose)purpose);
                if (QuotaRules.Decide(state, need, now, s_policy).MayGo)
                {
                    state = QuotaRules.Enter(state, need, now);
                    gone.Add((now, need.IsWrite));
                    underWay.Enqueue(need);
                    left--;
                }

                if (end > 0 && underWay.TryDequeue(out var ended))
                {
                    var outcome = end == 1 ? new QuotaOutcome { Limit = Limit, Remaining = left, ResetsAt = reset } : QuotaOutcome.Broken with { IsBroken = false };
                    state = QuotaRules.Leave(state, ended, outcome, now);
                }
            }

            var writes = gone.Where(static call => call.IsWrite).Select(static call => call.At).ToList();
            return left >= 0
                && writes.Zip(writes.Skip(1)).All(static pair => pair.Second - pair.First >= TimeSpan.FromSeconds(1))
                && writes.All(at => writes.Count(other => other > at - TimeSpan.FromMinutes(1) && other <= at) <= QuotaPolicy.MaxWritesAMinute)
                && gone.All(call => gone.Where(other => other.At > call.At - TimeSpan.FromMinutes(1) && other.At <= call.At).Sum(static other => other.IsWrite ? 5 : 1) <= QuotaPolicy.MaxRestAMinute);
        });

    private static QuotaNeed Need(CallPurpose purpose) => new(QuotaNeed.Core, 1, purpose, IsWrite: purpose == CallPurpose.Write);

    private static QuotaState With(int remaining) => new() { Buckets = new Dictionary<string, QuotaBucket> { [QuotaNeed.Core] = new(5000, remaining, s_now + TimeSpan.FromMinutes(20)) } };
}
