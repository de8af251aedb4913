using System.Diagnostics.Metrics;
using Ao.Configuration;
using Ao.Hosting;
using Ao.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Ao.Core.Tests.Hosting;

public sealed class EngineHostTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _events = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task StartAndStop_SeveralStages_KeepTheirOrder()
    {
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake("default", _folder.Path, Stage("sessions", 400), Stage("journal", 100), Stage("plugins", 200));
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["start journal", "start plugins", "start sessions", "stop sessions", "stop plugins", "stop journal"], _events);
    }

    [Fact]
    public async Task StartAsync_StageFails_StopsWhatWasStartedAndFreesTheFolder()
    {
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake(
            "default", _folder.Path, Stage("journal", 100), Stage("plugins", 200, onStart: static _ => throw new InvalidDataException("The disk is made of cheese.")), Stage("sessions", 300));
        using (var host = builder.Build())
        {
            var error = await Assert.ThrowsAsync<AoException>(() => host.StartAsync(TestContext.Current.CancellationToken));

            Assert.Equal("The orchestrator 'default' could not start, at RecordingStage: The disk is made of cheese.", error.Message);
            Assert.IsType<InvalidDataException>(error.InnerException);
            Assert.Equal(["start journal", "start plugins", "stop plugins", "stop journal"], _events);
        }

        using var claim = DataFolderClaim.Take(_folder.Path, "next");
    }

    [Fact]
    public async Task StartAsync_StageReportsAnErrorOfItsOwn_ItComesThroughUnchanged()
    {
        var expected = new AoException("The journal is held by another host. Stop it first.");
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake("default", _folder.Path, Stage("journal", 100, onStart: _ => throw expected));
        using var host = builder.Build();

        Assert.Same(expected, await Assert.ThrowsAsync<AoException>(() => host.StartAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task StartAsync_Cancelled_StopsWhatWasStarted()
    {
        using var cancelling = new CancellationTokenSource();
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake("default", _folder.Path, Stage("journal", 100), Stage("plugins", 200, onStart: async token =>
        {
            await cancelling.CancelAsync();
            token.ThrowIfCancellationRequested();
        }));
        using var host = builder.Build();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.StartAsync(cancelling.Token));

        Assert.Equal(["start journal", "start plugins", "stop plugins", "stop journal"], _events);
    }

    [Fact]
    public async Task StopAsync_StageFails_TheOthersAreStoppedAndItIsLogged()
    {
        var logs = new FakeLogCollector();
        var builder = EngineFixture.CreateHost();
        builder.Logging.AddProvider(new FakeLoggerProvider(logs));
        builder.Services.AddFake("default", _folder.Path, Stage("journal", 100), Stage("sessions", 400, onStop: static _ => throw new InvalidOperationException("Stuck.")));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["start journal", "start sessions", "stop sessions", "stop journal"], _events);
        Assert.Contains(logs.GetSnapshot(), static record => record.Level == LogLevel.Error && record.Exception?.Message == "Stuck.");
    }

    [Fact]
    public async Task StopAsync_StageThatNeverStops_IsLeftAfterTheTimeout()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        var builder = EngineFixture.CreateHost();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddFake("default", _folder.Path, Stage("journal", 100), Stage("sessions", 400, onStop: token =>
        {
            asked.SetResult(token);
            return new ValueTask(new TaskCompletionSource().Task);
        }));
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);

        var stopping = host.StopAsync(TestContext.Current.CancellationToken);
        var token = await asked.Task;
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(token.IsCancellationRequested);
        Assert.False(stopping.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await stopping;

        Assert.Equal(["start journal", "start sessions", "stop sessions", "stop journal"], _events);
    }

    [Fact]
    public async Task StartAsync_SeveralOrchestratorsMisconfigured_ReportsAllAndStartsNone()
    {
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake("good", _folder.Combine("good"), Stage("good", 100));
        builder.Services.AddFake("one", static options => options.Admission.MaxSessions = 0, static _ => { });
        builder.Services.AddFake("two", static options => options.StopTimeout = TimeSpan.Zero, static _ => { });
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<ConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, error.Problems.Count);
        Assert.Contains("one", error.Message, StringComparison.Ordinal);
        Assert.Contains("two", error.Message, StringComparison.Ordinal);
        Assert.Empty(_events);
    }

    [Fact]
    public async Task StartAsync_TwoOrchestratorsOnOneFolder_RefusesTheSecondByName()
    {
        var link = _folder.Combine("link");
        Directory.CreateDirectory(_folder.Combine("real"));
        Directory.CreateSymbolicLink(link, _folder.Combine("real"));
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake("first", _folder.Combine("real", "data"), Stage("first", 100));
        builder.Services.AddFake("second", Path.Combine(link, "data", "."), Stage("second", 100));
        using (var host = builder.Build())
        {
            var error = await Assert.ThrowsAsync<AoException>(() => host.StartAsync(TestContext.Current.CancellationToken));

            Assert.Contains("'second' cannot use the data folder", error.Message, StringComparison.Ordinal);
            Assert.Contains("the orchestrator 'first' of this process uses it", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["start first", "stop first"], _events);
    }

    [Fact]
    public async Task Start_Orchestrator_MeasuresItsDuration()
    {
        using var collector = new MetricCollector<double>(null, AoTelemetry.MeterName, "ao.host.start.duration");
        var builder = EngineFixture.CreateHost();
        builder.Services.AddFake("measured", _folder.Path);
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.Contains(collector.GetMeasurementSnapshot(), static measurement => measurement.Tags.TryGetValue(AoTelemetry.OrchestratorTag, out var name) && name is "measured");
    }

    private RecordingStage Stage(string name, int order, Func<CancellationToken, ValueTask>? onStart = null, Func<CancellationToken, ValueTask>? onStop = null) =>
        new(name, order, _events) { OnStart = onStart ?? (static _ => default), OnStop = onStop ?? (static _ => default) };
}
