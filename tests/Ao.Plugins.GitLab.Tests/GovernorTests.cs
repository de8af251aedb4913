using System.Net;
using Ao.Plugins.GitLab.Api;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.GitLab.Tests;

public sealed class GovernorTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly Governor _governor;

    public GovernorTests() => _governor = new Governor(Options.Create(new GitLabOptions { WriteSpacing = TimeSpan.FromSeconds(1), ReservePercent = 20, Concurrency = 2 }), _time);

    public void Dispose() => _governor.Dispose();

    [Theory]
    [InlineData(1000, CallPurpose.Look, true)]
    [InlineData(401, CallPurpose.Look, true)]
    [InlineData(400, CallPurpose.Look, false)]
    [InlineData(400, CallPurpose.Person, true)]
    [InlineData(1, CallPurpose.Write, true)]
    [InlineData(0, CallPurpose.Person, false)]
    [InlineData(0, CallPurpose.Write, false)]
    public async Task Enter_LimitRunsLow_TheReserveIsForWhatPeopleWaitFor(int remaining, object purpose, bool enters)
    {
        Learn(HttpStatusCode.OK, remaining);

        var error = await Record.ExceptionAsync(async () => (await _governor.EnterAsync((CallPurpose)purpose, TestContext.Current.CancellationToken)).Dispose());

        Assert.Equal(enters, error is null);
        if (error is TransientException transient)
        {
            Assert.Equal(TimeSpan.FromSeconds(60), transient.RetryAfter);
            _time.Advance(TimeSpan.FromSeconds(61));
            (await _governor.EnterAsync((CallPurpose)purpose, TestContext.Current.CancellationToken)).Dispose();
        }
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Sun, 01 Mar 2026 12:00:45 GMT", 45)]
    [InlineData("999999", 3600)]
    [InlineData(null, 60)]
    public void Learn_Refused_WaitsAsAsked(string? retryAfter, int seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (retryAfter is not null)
        {
            response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
        }

        Assert.Equal(TimeSpan.FromSeconds(seconds), _governor.Learn(response));
    }

    [Fact]
    public async Task Enter_TwoWrites_KeepTheirDistance()
    {
        (await _governor.EnterAsync(CallPurpose.Write, TestContext.Current.CancellationToken)).Dispose();
        var second = _governor.EnterAsync(CallPurpose.Write, TestContext.Current.CancellationToken).AsTask();

        Assert.False(second.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await second).Dispose();
    }

    [Fact]
    public async Task Enter_AllPlacesTaken_WaitsForOne()
    {
        var first = await _governor.EnterAsync(CallPurpose.Look, TestContext.Current.CancellationToken);
        using var second = await _governor.EnterAsync(CallPurpose.Look, TestContext.Current.CancellationToken);
        var third = _governor.EnterAsync(CallPurpose.Look, TestContext.Current.CancellationToken).AsTask();

        Assert.False(third.IsCompleted);
        first.Dispose();
        (await third).Dispose();
    }

    private void Learn(HttpStatusCode status, int remaining)
    {
        using var response = new HttpResponseMessage(status);
        response.Headers.Add("RateLimit-Limit", "2000");
        response.Headers.Add("RateLimit-Remaining", $"{remaining}");
        response.Headers.Add("RateLimit-Reset", $"{_time.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds()}");
        _governor.Learn(response);
    }
}
