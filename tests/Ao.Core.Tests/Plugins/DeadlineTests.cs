using Ao.Agents;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Plugins;

/// <summary>Plugins that do not answer.</summary>
public sealed class DeadlineTests : IAsyncDisposable
{
    private static readonly AgentSetup s_setup = new() { Settings = new AgentSettings(), Runtime = new Runtimes.RuntimeTraits { IsTerminal = false, CanWrite = true, KeepsErrorApart = true, IsLocal = true } };

    private readonly PluginFixture _fixture = new();
    private readonly FakeTimeProvider _time = new();
    private Hang _hang = new();

    public async ValueTask DisposeAsync()
    {
        _hang.End.TrySetResult();
        await _fixture.DisposeAsync();
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Call_LooksAndDoesNotAnswer_EndsAtTheLimit(bool beforeAwait, bool heedsToken)
    {
        var agent = Start(new Hang { BeforeAwait = beforeAwait, HeedsToken = heedsToken }).Get<IAgent>("hanging");
        var call = agent.CheckReadinessAsync(s_setup, TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromMinutes(2) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        _time.Advance(TimeSpan.FromTicks(1));

        var error = await Assert.ThrowsAsync<PluginException>(() => call);
        Assert.Equal("hanging", error.PluginId);
        Assert.Equal("The plugin 'hanging' failed in its agent 'hanging', at CheckReadinessAsync: it did not answer within 00:02:00. Find out what it waits for, raise Ao:PluginTimeout, or update the plugin.", error.Message);
    }

    [Fact]
    public async Task Call_AtTheLimit_ThePluginIsToldToStop()
    {
        var agent = Start(new Hang()).Get<IAgent>("hanging");
        var call = agent.CheckReadinessAsync(s_setup, TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromMinutes(2));

        await Assert.ThrowsAsync<PluginException>(() => call);
        await _hang.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Call_CallerCancels_CancellationPasses()
    {
        var agent = Start(new Hang { HeedsToken = true }).Get<IAgent>("hanging");
        using var source = new CancellationTokenSource();
        var call = agent.CheckReadinessAsync(s_setup, source.Token).AsTask();

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Call_ChangesSomething_HasNoLimit()
    {
        var agent = Start(new Hang()).Get<IAgent>("hanging");
        var call = agent.PrepareLaunchAsync(null!, TestContext.Current.CancellationToken).AsTask();

        _time.Advance(TimeSpan.FromDays(1));

        Assert.False(call.IsCompleted);
        _hang.End.SetResult();
        Assert.Null(await call);
    }

    [Fact]
    public async Task Start_HostedServiceDoesNotStart_EndsAtTheLimit()
    {
        Start(new Hang { AtStart = true });
        var start = _fixture.FailAsync();

        _time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal("The plugin 'hanging' did not start its Service within 00:02:00. Find out what it waits for, raise Ao:PluginTimeout, or update the plugin.", await start);
    }

    private ISlotCatalog Start(Hang hang)
    {
        _hang = hang;
        _fixture.Added.AddSingleton<TimeProvider>(_time);
        _fixture.Added.AddSingleton(new PluginRegistration("hanging", () => new HangingPlugin(hang)));
        return _fixture.Catalog;
    }
}
