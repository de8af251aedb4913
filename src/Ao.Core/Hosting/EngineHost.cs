using System.Diagnostics;
using Ao.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ao.Hosting;

/// <summary>One orchestrator: its services, and their start and stop.</summary>
internal sealed partial class EngineHost : IAsyncDisposable, IDisposable
{
    // What a stage that heeds its token may take to end once its time is up.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly Lazy<ServiceProvider> _services;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly Stack<IEngineStage> _started = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private DataFolderClaim? _claim;
    private int _disposed;

    public EngineHost(EngineRegistration registration, IServiceProvider host)
    {
        Name = registration.Name;
        _services = new Lazy<ServiceProvider>(() => EngineServices.Build(registration, host));
        _logger = (host.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance).CreateLogger("Ao.Hosting");
        _time = host.GetService<TimeProvider>() ?? TimeProvider.System;
    }

    public string Name { get; }

    public EngineState State { get; private set; }

    public IServiceProvider Services => _services.Value;

    public AoOptions Options => Services.GetRequiredService<IOptions<AoOptions>>().Value;

    /// <summary>Starts the stages in order. When one fails, those that were started are stopped again and nothing stays open.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (State != EngineState.Created)
            {
                throw new AoException($"The orchestrator '{Printable.Quote(Name)}' was started before. Make a new host to start it again.");
            }

            await StartStagesAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stops the stages in reverse order, within <see cref="AoOptions.StopTimeout"/> or the token's time if that is shorter.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (State != EngineState.Running)
            {
                return;
            }

            State = EngineState.Stopping;
            HostMetrics.Remove(this);
            using var activity = AoTelemetry.ActivitySource.StartActivity("ao.host.stop");
            activity?.SetTag(AoTelemetry.OrchestratorTag, Name);
            var started = _time.GetTimestamp();
            await StopStagesAsync(cancellationToken).ConfigureAwait(false);
            State = EngineState.Stopped;
            LogStopped(Name, _time.GetElapsedTime(started).TotalSeconds);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        if (_services.IsValueCreated)
        {
            await _services.Value.DisposeAsync().ConfigureAwait(false);
        }

        _claim?.Dispose();
        _turn.Dispose();
    }

    /// <summary>Disposes of the orchestrator where its host is disposed of synchronously, which leaves no other way than to wait.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task StartStagesAsync(CancellationToken cancellationToken)
    {
        using var activity = AoTelemetry.ActivitySource.StartActivity("ao.host.start");
        activity?.SetTag(AoTelemetry.OrchestratorTag, Name);
        var started = _time.GetTimestamp();
        State = EngineState.Starting;
        var stageName = "its configuration";
        try
        {
            var options = Options;
            _claim = DataFolderClaim.Take(options.DataFolder, Name);
            stageName = "its services";
            foreach (var stage in Services.GetServices<IEngineStage>().OrderBy(static stage => stage.Order))
            {
                stageName = stage.GetType().Name;
                LogStartingStage(Name, stageName);
                // Pushed before it is started: a start that broke off halfway is stopped too.
                _started.Push(stage);
                await stage.StartAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            State = EngineState.Failed;
            await StopStagesAsync(CancellationToken.None).ConfigureAwait(false);
            _claim?.Dispose();
            if (exception is AoException or OperationCanceledException)
            {
                throw;
            }

            throw new AoException($"The orchestrator '{Printable.Quote(Name)}' could not start, at {stageName}: {Printable.Clean(exception.Message)}", exception);
        }

        State = EngineState.Running;
        HostMetrics.Add(this);
        var elapsed = _time.GetElapsedTime(started).TotalSeconds;
        HostMetrics.StartDuration.Record(elapsed, new KeyValuePair<string, object?>(AoTelemetry.OrchestratorTag, Name));
        LogStarted(Name, Options.DataFolder, elapsed);
    }

    private async Task StopStagesAsync(CancellationToken cancellationToken)
    {
        if (_started.Count == 0)
        {
            return;
        }

        var timeout = Options.StopTimeout;
        using var timer = new CancellationTokenSource(timeout, _time);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        using var abandoning = new CancellationTokenSource(timeout + s_grace, _time);
        while (_started.TryPop(out var stage))
        {
            var stageName = stage.GetType().Name;
            try
            {
                await stage.StopAsync(stopping.Token).AsTask().WaitAsync(abandoning.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested || abandoning.IsCancellationRequested)
            {
                LogStopTimedOut(Name, stageName, timeout.TotalSeconds);
            }
            catch (Exception exception)
            {
                // The stages below it still have to be stopped, and what they hold written.
                LogStopFailed(exception, Name, stageName);
            }
        }
    }
}
