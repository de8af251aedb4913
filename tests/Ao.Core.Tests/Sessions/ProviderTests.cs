using Ao.Agents;
using Ao.Runtimes;
using Ao.Sessions;
using Ao.Sessions.Providers;
using Ao.TestSupport.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Sessions;

/// <summary>A provider that refuses one session is left alone by all of its sessions, and tried again by few.</summary>
public sealed class ProviderTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 5, 6, 7, 8, 9, TimeSpan.Zero);
    private readonly FakeTimeProvider _time = new(s_now);
    private readonly World _world = new();

    public ProviderTests()
    {
        _world.Time = _time;
        _world.Agent.Capabilities = new AgentCapabilities { TakesTurns = true, TakesMessagesWhileRunning = true, Provider = "models.example" };
        _world.Project.PullRequests.OpenWhenDone = false;
    }

    public static TheoryData<string, (int Until, int Strikes)?, ProviderLimitKind, int?, int, (int Seconds, int Strikes, int Window)?> Limits => new()
    {
        { "the first time", null, ProviderLimitKind.RateLimited, null, 8, (30, 1, 4) },
        { "the provider says when", null, ProviderLimitKind.RateLimited, 90, 8, (90, 1, 4) },
        { "the provider says a time in the past", null, ProviderLimitKind.RateLimited, -5, 1, (1, 1, 1) },
        { "the provider says next year", null, ProviderLimitKind.Exhausted, 365 * 86400, 1, (8 * 86400, 1, 1) },
        { "trouble passes sooner", null, ProviderLimitKind.Overloaded, null, 1, (10, 1, 1) },
        { "a person has to sign in", null, ProviderLimitKind.SignInExpired, null, 3, (300, 1, 1) },
        { "another of the same burst", (20, 1), ProviderLimitKind.RateLimited, null, 7, null },
        { "another of the same burst knows a later time", (20, 1), ProviderLimitKind.RateLimited, 50, 7, (50, 1, 4) },
        { "again after the pause", (-1, 1), ProviderLimitKind.RateLimited, null, 4, (60, 2, 2) },
        { "for the tenth time", (-1, 9), ProviderLimitKind.RateLimited, null, 1, (3600, 10, 1) },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [MemberData(nameof(Limits))]
    public void Limit_Cases(string name, (int Until, int Strikes)? known, ProviderLimitKind kind, int? resetsIn, int inTurn, (int Seconds, int Strikes, int Window)? expected)
    {
        var limited = ProviderDecision.Limit(known is { } before ? Known(before.Until, before.Strikes) : null, "p", kind, resetsIn is { } seconds ? s_now.AddSeconds(seconds) : null, null, inTurn, s_now);

        (int, int, int)? decided = limited is null ? null : ((int)(limited.Until - s_now).TotalSeconds, limited.Strikes, limited.Window);
        Assert.True(expected == decided, $"{name}: {decided}");
    }

    [Fact]
    public void Ease_OneMoreForEachTurnThatGoesWell_UntilThereIsNoWindow()
    {
        Assert.Null(ProviderDecision.Ease(null, s_now));
        Assert.Null(ProviderDecision.Ease(Known(until: 5, strikes: 1), s_now));
        Assert.Equal(5, ProviderDecision.Ease(Known(until: -1, strikes: 1), s_now)!.Window);
        Assert.Null(ProviderDecision.Ease(Known(until: -1, strikes: 1) with { Window = 8 }, s_now)!.Window);
    }

    [Fact]
    public async Task Limited_AllOfTheProvidersSessionsWait_AndGoOnWhenItHasPassed()
    {
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(Id(1), SessionStatus.Working);
        var first = _world.Runtime.Process("shop-1.1").Say("conversation c1").Say("activity active").Say("limited ratelimited").Say("end limited");
        await engine.WaitAsync(Id(1), static session => session is { Turns: 1, Messages.Count: 1, Reason: not null });

        // A second session of the same provider is not even launched.
        await engine.Orchestrator.SpawnAsync(Request, Token);
        var held = await engine.WaitAsync(Id(2), static session => session.Reason is not null);
        Assert.Contains("The provider 'models.example' limits requests; it is tried again at 2026-05-06 07:08:39Z", held.Reason, StringComparison.Ordinal);
        Assert.Equal(SessionStatus.Starting, held.Status);
        Assert.Empty(_world.Agent.Sent);
        var pause = Assert.Single(engine.Orchestrator.ListProviderPauses());
        Assert.Equal(("models.example", s_now.AddSeconds(30), 1), (pause.Provider, pause.Until, pause.Window));

        // One may try again, and goes on where it was.
        _time.Advance(TimeSpan.FromSeconds(30));
        var resumed = await engine.WaitAsync(Id(1), static session => session.Messages is [{ Stage: MessageStage.Submitted }]);
        Assert.Contains("Go on where you were.", Assert.Single(_world.Agent.Sent).Text, StringComparison.Ordinal);
        Assert.Equal(SessionStatus.Working, resumed.Status);
        Assert.False(_world.Runtime.Starts.ContainsKey(new RunId(Id(2), 1)));

        // What went well lets the next one in.
        first.Say("end completed");
        await engine.WaitAsync(Id(2), SessionStatus.Working);
        Assert.Empty(engine.Orchestrator.ListProviderPauses());
    }

    [Fact]
    public async Task Limited_HostIsStartedAgain_ThePauseStands()
    {
        await using (var engine = await Engine.StartAsync(_world))
        {
            await engine.Orchestrator.SpawnAsync(Request, Token);
            await engine.WaitAsync(Id(1), SessionStatus.Working);
            _world.Runtime.Process("shop-1.1").Say("activity active").Say("limited exhausted").Say("end limited");
            await engine.WaitAsync(Id(1), static session => session.Turns == 1);
        }

        await using var again = await Engine.StartAsync(_world);
        Assert.Equal(s_now.AddMinutes(15), Assert.Single(again.Orchestrator.ListProviderPauses()).Until);
        Assert.Empty(_world.Agent.Sent);
        _time.Advance(TimeSpan.FromMinutes(15));

        await again.WaitAsync(Id(1), static session => session.Messages is [{ Stage: MessageStage.Submitted }]);
    }

    [Fact]
    public async Task Limited_AnotherProvidersSessions_AreNotHeldBack()
    {
        _world.Named["other"] = new FakeAgent { Capabilities = _world.Agent.Capabilities with { Provider = "elsewhere" } };
        await using var engine = await Engine.StartAsync(_world);
        await engine.Orchestrator.SpawnAsync(Request, Token);
        await engine.WaitAsync(Id(1), SessionStatus.Working);
        _world.Runtime.Process("shop-1.1").Say("activity active").Say("limited overloaded").Say("end limited");
        await engine.WaitAsync(Id(1), static session => session.Turns == 1);

        await engine.Orchestrator.SpawnAsync(Request with { Agent = "other" }, Token);

        await engine.WaitAsync(Id(2), SessionStatus.Working);
    }

    private static SpawnRequest Request => new() { Project = "shop", Prompt = "Do it." };

    private static SessionId Id(int number) => new("shop", number);

    private static ProviderState Known(int until, int strikes) => new()
    {
        Provider = "p",
        Kind = ProviderLimitKind.RateLimited,
        Until = s_now.AddSeconds(until),
        Strikes = strikes,
        Window = 4,
        Peak = 8,
    };
}
