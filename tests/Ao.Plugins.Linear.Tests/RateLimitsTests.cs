using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.Linear.Tests;

/// <summary>Who waits when the limits run low.</summary>
public sealed class RateLimitsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 20, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(2500, 2000, false, false)]
    [InlineData(2500, 499, true, false)]
    [InlineData(2500, 0, true, true)]
    public void Observe_Remaining_KeepsAReserve(int limit, int remaining, bool watchWaits, bool personWaits)
    {
        var limits = Limits();
        using var response = Answer(("X-RateLimit-Requests-Limit", limit), ("X-RateLimit-Requests-Remaining", remaining), ("X-RateLimit-Requests-Reset", In(TimeSpan.FromMinutes(10))));

        limits.Observe(response, isLimited: false);

        Assert.Equal(watchWaits, limits.Wait(isWatching: true) is not null);
        Assert.Equal(personWaits ? TimeSpan.FromMinutes(10) : null, limits.Wait(isWatching: false));
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(limits.Wait(isWatching: true));
    }

    [Fact]
    public void Observe_ComplexityUsedUp_WaitsForIt()
    {
        var limits = Limits();
        using var response = Answer(("X-RateLimit-Requests-Remaining", 100), ("X-RateLimit-Complexity-Remaining", 0), ("X-RateLimit-Complexity-Reset", In(TimeSpan.FromMinutes(5))));

        limits.Observe(response, isLimited: true);

        Assert.Equal(TimeSpan.FromMinutes(5), limits.Wait(isWatching: false));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600 * 24 * 365)]
    public void Observe_ResetFarAway_IsNotBelieved(int seconds)
    {
        var limits = Limits();
        using var response = Answer(("X-RateLimit-Requests-Remaining", 0), ("X-RateLimit-Requests-Reset", In(TimeSpan.FromSeconds(seconds))));

        limits.Observe(response, isLimited: true);

        Assert.InRange(limits.Wait(isWatching: false)!.Value, TimeSpan.FromSeconds(5), TimeSpan.FromHours(2));
    }

    [Fact]
    public void Observe_RefusedWithoutAWord_WaitsAMinute()
    {
        var limits = Limits();
        using var response = Answer();

        limits.Observe(response, isLimited: true);

        Assert.Equal(TimeSpan.FromMinutes(1), limits.Wait(isWatching: false));
    }

    private static HttpResponseMessage Answer(params (string Name, long Value)[] headers)
    {
        var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.Add(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return response;
    }

    private RateLimits Limits() => new(Options.Create(new LinearOptions()), _time);

    private long In(TimeSpan span) => (_time.GetUtcNow() + span).ToUnixTimeMilliseconds();
}
