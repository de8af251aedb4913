using Ao.Configuration;
using Ao.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ao.Core.Tests.Plugins;

public sealed class LinkedPluginTests
{
    [Fact]
    public void Of_NoIdAnywhere_SaysHowToGiveOne() =>
        Assert.Contains("Give one to AddPlugin", Assert.Throws<AoException>(() => PluginRegistration.Of<FaultyPlugin>()).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Start_TwoPluginsFillOneName_SaysWhichAndHowToChoose()
    {
        await using var fixture = new PluginFixture();
        fixture.Added.AddLinkedPlugin<FaultyPlugin>("first").AddLinkedPlugin<FaultyPlugin>("second");

        var message = await fixture.FailAsync();

        Assert.Contains("The tracker 'faulty' is filled by several plugins: first, second. Switch off all but one, such as by Ao:Plugins:second:Enabled = false.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OneOfTwoIsSwitchedOff_TheOtherFillsTheName()
    {
        await using var fixture = new PluginFixture();
        fixture.Added.AddLinkedPlugin<FaultyPlugin>("first").AddLinkedPlugin<FaultyPlugin>("second");
        fixture.Options.Plugins["first"] = new PluginOptions { Enabled = false };

        await fixture.StartAsync();

        Assert.Equal("5 second 0.0.0 True", await fixture.CaptureAsync("faulty"));
    }

    [Fact]
    public async Task Start_OneIdTwice_IsRefused()
    {
        await using var fixture = new PluginFixture("optional");
        fixture.Added.AddLinkedPlugin<FaultyPlugin>("optional");

        Assert.Contains("There are two plugins 'optional': one linked into the host, one in ", await fixture.FailAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(UnmakeablePlugin), "has services that do not fit together: ")]
    [InlineData(typeof(ThrowingImplementationPlugin), "could not make its terminal 'throwing': InvalidOperationException: The implementation gave up.")]
    [InlineData(typeof(ThrowingServicePlugin), "could not start its ThrowingService: InvalidOperationException: The service gave up.")]
    public async Task Start_PartOfAPluginThrows_SaysWhich(Type plugin, string problem)
    {
        await using var fixture = new PluginFixture();
        fixture.Added.AddSingleton(new PluginRegistration("linked", () => (IAoPlugin)Activator.CreateInstance(plugin)!));

        Assert.StartsWith($"The plugin 'linked' {problem}", await fixture.FailAsync(), StringComparison.Ordinal);
        Assert.Equal(PluginStatus.Failed, fixture["linked"].Status);
    }

    [Theory]
    [InlineData(typeof(CancelledConstructorPlugin), "could not be configured: TaskCanceledException: A task was canceled.")]
    [InlineData(typeof(CancelledConfigurePlugin), "could not be configured: TaskCanceledException: A task was canceled.")]
    [InlineData(typeof(CancelledImplementationPlugin), "could not make its terminal 'cancelled': TaskCanceledException: A task was canceled.")]
    public async Task Start_StepWithoutTokenIsCancelled_IsAFaultOfThePlugin(Type plugin, string problem)
    {
        await using var fixture = new PluginFixture();
        fixture.Added.AddSingleton(new PluginRegistration("linked", () => (IAoPlugin)Activator.CreateInstance(plugin)!));

        Assert.StartsWith($"The plugin 'linked' {problem}", await fixture.FailAsync(), StringComparison.Ordinal);
        Assert.Equal(PluginStatus.Failed, fixture["linked"].Status);
    }

    [Fact]
    public async Task Start_SeveralPluginsFail_AllAreReported()
    {
        await using var fixture = new PluginFixture("throwing-constructor", "missing-dependency");
        fixture.Added.AddLinkedPlugin<ThrowingServicePlugin>("linked");

        var message = await fixture.FailAsync();

        Assert.StartsWith("The plugins have 3 problems:\n", message, StringComparison.Ordinal);
        Assert.Equal(4, message.Split('\n').Length);
    }

    [Fact]
    public async Task Run_BackgroundServiceDiesOfItsOwnTimeout_IsNoCleanStop()
    {
        await using var fixture = new PluginFixture();
        fixture.Added.AddLinkedPlugin<BreakingPlugin>("breaking");
        await fixture.StartAsync();

        await BreakingPlugin.Service.Last!.BreakAsync(new TaskCanceledException("The request timed out"));
        // Nothing tells that the watch has seen it; the status is what is waited for.
        while (fixture["breaking"].Status == PluginStatus.Active)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Contains("had its Service break down: TaskCanceledException: The request timed out.", fixture["breaking"].Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_BackgroundServiceBreaksDown_StatusSaysSoAndTheRestGoesOn()
    {
        await using var fixture = new PluginFixture();
        fixture.Added.AddLinkedPlugin<FaultyPlugin>("faulty").AddLinkedPlugin<BreakingPlugin>("breaking");
        await fixture.StartAsync();

        await BreakingPlugin.Service.Last!.BreakAsync(new InvalidOperationException("Broke"));
        await fixture.Stage.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(PluginStatus.Failed, fixture["breaking"].Status);
        Assert.Contains("had its Service break down: InvalidOperationException: Broke.", fixture["breaking"].Problem, StringComparison.Ordinal);
        Assert.Equal(PluginStatus.Active, fixture["faulty"].Status);
    }

    private sealed class UnmakeablePlugin : IAoPlugin
    {
        public void Configure(IAoPluginBuilder builder) => builder.Services.AddSingleton<FaultyTracker>();
    }

    private sealed class ThrowingImplementationPlugin : IAoPlugin
    {
        public void Configure(IAoPluginBuilder builder) =>
            builder.Services.AddKeyedSingleton<Terminals.ITerminal>("throwing", static (_, _) => throw new InvalidOperationException("The implementation gave up"));
    }

    private sealed class CancelledConstructorPlugin : IAoPlugin
    {
        public CancelledConstructorPlugin() => throw new TaskCanceledException();

        public void Configure(IAoPluginBuilder builder)
        {
        }
    }

    private sealed class CancelledConfigurePlugin : IAoPlugin
    {
        public void Configure(IAoPluginBuilder builder) => throw new TaskCanceledException();
    }

    private sealed class CancelledImplementationPlugin : IAoPlugin
    {
        public void Configure(IAoPluginBuilder builder) =>
            builder.Services.AddKeyedSingleton<Terminals.ITerminal>("cancelled", static (_, _) => throw new TaskCanceledException());
    }

    private sealed class ThrowingServicePlugin : IAoPlugin
    {
        public void Configure(IAoPluginBuilder builder) => builder.Services.AddHostedService<ThrowingService>();
    }

    private sealed class ThrowingService : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("The service gave up");

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class BreakingPlugin : IAoPlugin
    {
        public void Configure(IAoPluginBuilder builder) => builder.Services.AddHostedService<Service>();

        public sealed class Service : BackgroundService
        {
            private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
            private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public Service() => Last = this;

            public static Service? Last { get; private set; }

            public async Task BreakAsync(Exception exception)
            {
                await _entered.Task;
                _end.SetException(exception);
            }

            protected override Task ExecuteAsync(CancellationToken stoppingToken)
            {
                _entered.SetResult();
                return _end.Task;
            }
        }
    }
}
