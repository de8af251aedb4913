using Ao.Benchmarks.Forge;
using Ao.Plugins.GitHub.Api;
using Ao.Plugins.GitHub.Looks;
using Ao.Scm;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Plugins.GitHub.Tests.Looks;

/// <summary>The reader against a server in the same process that answers GraphQL as GitHub would and counts what it costs.</summary>
public sealed class PullRequestLooksTests : IAsyncDisposable
{
    private static readonly ProjectSource s_source = new() { Project = new ProjectId("shop"), Location = "acme/shop" };
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ForgeServer _server;
    private readonly ForgeHost _host;

    public PullRequestLooksTests()
    {
        _server = new ForgeServer(_clock);
        _host = new ForgeHost(_server.Address, _clock);
    }

    [Fact]
    public async Task FirstLook_ReadsAll_AndTheNextCostsNothing()
    {
        Add(40);

        var first = await LookAsync(40);
        var points = _server.GraphQlPoints;
        var second = await LookAsync(40, first.Cursor);

        Assert.Equal(Enumerable.Range(1, 40), first.Readings!.Select(static reading => reading.PullRequest.Number));
        Assert.All(first.Readings!, static reading => Assert.Equal(6, reading.Checks!.Checks.Count));
        Assert.Null(second.Readings);
        Assert.Equal(first.Cursor, second.Cursor);
        Assert.Equal(points, _server.GraphQlPoints);
        Assert.InRange(points, 1, 4);
    }

    [Fact]
    public async Task Check_ThatFails_IsSeen_WithItsStepAndLog_ReadOnce()
    {
        Add(2, isRunning: true);
        var first = await LookAsync(2);
        _server.PullRequests[1].MoveCheck(0, fails: true);

        var seen = await NextAsync(2, first.Cursor);
        var check = seen.Readings![0].Checks!.Checks[0];
        Assert.Equal((CheckState.Failed, "make test", 1), (check.State, check.Step, check.Attempt));
        Assert.Contains("expected 2, got 3", check.Excerpt, StringComparison.Ordinal);
        var rest = _server.RestPoints;
        _server.PullRequests[1].MoveCheck(1, fails: false);
        seen = await NextAsync(2, seen.Cursor);
        Assert.Equal(CheckState.Passed, seen.Readings![0].Checks!.Checks[1].State);
        Assert.Equal(rest, _server.RestPoints);
        Assert.Same(first.Readings![1], seen.Readings[1]);
    }

    [Fact]
    public async Task Rerun_IsTheNextAttempt()
    {
        Add(2, isRunning: true);
        var look = await LookAsync(2);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _server.PullRequests[1].MoveCheck(0, fails: false);
            look = await NextAsync(2, look.Cursor);
        }

        Assert.Equal(2, look.Readings![0].Checks!.Checks[0].Attempt);
    }

    [Fact]
    public async Task Many_ChangesAreFoundByALightLook()
    {
        Add(90, isRunning: true);
        var look = await LookAsync(90);
        _server.Reset();
        _server.PullRequests[50].MoveCheck(2, fails: false);
        _server.PullRequests[60].BeginThread(_clock.GetUtcNow());

        look = await NextAsync(90, look.Cursor);

        Assert.Equal(CheckState.Passed, look.Readings![49].Checks!.Checks[2].State);
        Assert.Equal("ada", look.Readings[59].Threads.Single().Comments.Single().Author);
        Assert.Equal(2, _server.GraphQlPoints);
    }

    [Fact]
    public async Task Threads_BeyondWhatComesAlong_AreReadByThemselves()
    {
        Add(1);
        for (var thread = 0; thread < 30; thread++)
        {
            _server.PullRequests[1].BeginThread(_clock.GetUtcNow());
        }

        var look = await LookAsync(1);

        Assert.Equal(30, look.Readings![0].Threads.Count);
    }

    [Fact]
    public async Task Webhook_IsGathered_HintsOnce_AndIsReadAtOnceThen()
    {
        Add(40);
        var look = await LookAsync(40);
        var waking = _host.Looks.Of(await _host.Get<GitHubPlaces>().OfAsync(s_source, Token)).Waking;
        _server.PullRequests[7].Review("APPROVED", _clock.GetUtcNow());
        await _host.SendAsync("pull_request_review", """{"repository":{"full_name":"Acme/Shop"},"pull_request":{"number":7}}""", Token);

        Assert.False(waking.Take());
        Assert.Null((await LookAsync(40, look.Cursor)).Readings);
        _clock.Advance(TimeSpan.FromSeconds(15));
        Assert.True(waking.Take());
        Assert.False(waking.Take());
        _server.Reset();
        look = await LookAsync(40, look.Cursor);

        Assert.Equal(ReviewVerdict.Approve, look.Readings![6].Reviews.Single().Verdict);
        Assert.Equal((1, 1), (_server.GraphQlPoints, _server.Queries));
    }

    [Fact]
    public async Task Unknown_IsAskedAgainAfterTwoSeconds()
    {
        Add(2);
        var look = await LookAsync(2);
        _clock.Advance(TimeSpan.FromMinutes(10));
        _server.PullRequests[1].Push(_clock.GetUtcNow());
        look = await LookAsync(2, look.Cursor);
        var waking = _host.Looks.Of(await _host.Get<GitHubPlaces>().OfAsync(s_source, Token)).Waking;

        Assert.Equal(Mergeability.Unknown, look.Readings![0].PullRequest.Mergeability);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(waking.Take());
        await LookAsync(2, look.Cursor);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.True(waking.Take());
        Assert.Equal(Mergeability.Blocked, (await LookAsync(2, look.Cursor)).Readings![0].PullRequest.Mergeability);
    }

    [Fact]
    public async Task OneByItself_IsReadAsItIsNow()
    {
        Add(2);
        await LookAsync(2);
        _server.PullRequests[1].Close("MERGED", _clock.GetUtcNow());

        var found = await _host.Looks.ReadPullRequestsAsync(s_source, [1], cancellationToken: Token);

        Assert.Equal(PullRequestState.Merged, found.Readings!.Single().PullRequest.State);
    }

    [Fact]
    public async Task BrokenLook_LosesNothing()
    {
        Add(40);
        var look = await LookAsync(40);
        await _host.SendAsync("pull_request_review", """{"repository":{"full_name":"acme/shop"},"pull_request":{"number":7}}""", Token);
        _server.PullRequests[7].Review("APPROVED", _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(15));
        _server.Instead = static () => (502, "<html>");

        await Assert.ThrowsAsync<TransientException>(async () => await LookAsync(40, look.Cursor));
        _server.Instead = static () => null;

        Assert.Single((await LookAsync(40, look.Cursor)).Readings![6].Reviews);
    }

    [Fact]
    public async Task Missing_IsLeftOut_AndNotAskedForEachTime()
    {
        Add(2);

        var look = await _host.Looks.ReadPullRequestsAsync(s_source, [1, 2, 99], cancellationToken: Token);
        var points = _server.GraphQlPoints;
        await _host.Looks.ReadPullRequestsAsync(s_source, [1, 2, 99], look.Cursor, Token);

        Assert.Equal([1, 2], look.Readings!.Select(static reading => reading.PullRequest.Number));
        Assert.Equal(points, _server.GraphQlPoints);
    }

    [Fact]
    public async Task Feed_GivesAHint_WhenItIsDue()
    {
        Add(40);
        await LookAsync(40);
        await using var hints = _host.Get<PullRequestFeed>().WatchPullRequestsAsync(s_source, Token).GetAsyncEnumerator(Token);
        var next = hints.MoveNextAsync().AsTask();
        await _host.SendAsync("pull_request_review", """{"repository":{"full_name":"acme/shop"},"pull_request":{"number":7}}""", Token);

        // The feed waits for its timer on a thread of its own: the clock goes on until it has begun to.
        while (!next.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await next);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _server.DisposeAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private void Add(int count, bool isRunning = false)
    {
        for (var number = 1; number <= count; number++)
        {
            _server.PullRequests[number] = new ForgePullRequest(number, _clock.GetUtcNow() - TimeSpan.FromDays(1), 6, isRunning);
        }
    }

    private async Task<PullRequestReadings> LookAsync(int count, string? cursor = null) =>
        await _host.Looks.ReadPullRequestsAsync(s_source, [.. Enumerable.Range(1, count)], cursor ?? (count == 1 ? "none" : null), Token);

    private Task<PullRequestReadings> NextAsync(int count, string cursor)
    {
        _clock.Advance(TimeSpan.FromMinutes(2));
        return LookAsync(count, cursor);
    }
}
