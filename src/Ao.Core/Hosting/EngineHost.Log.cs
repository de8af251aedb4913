using Microsoft.Extensions.Logging;

namespace Ao.Hosting;

internal sealed partial class EngineHost
{
    [LoggerMessage(1, LogLevel.Debug, "Orchestrator {Orchestrator}: starting {Stage}")]
    private partial void LogStartingStage(string orchestrator, string stage);

    [LoggerMessage(2, LogLevel.Information, "Orchestrator {Orchestrator} started on {DataFolder} in {Seconds:0.000} s")]
    private partial void LogStarted(string orchestrator, string dataFolder, double seconds);

    [LoggerMessage(3, LogLevel.Information, "Orchestrator {Orchestrator} stopped in {Seconds:0.000} s")]
    private partial void LogStopped(string orchestrator, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "Orchestrator {Orchestrator}: {Stage} did not stop within {Seconds} s; raise StopTimeout if it needs longer")]
    private partial void LogStopTimedOut(string orchestrator, string stage, double seconds);

    [LoggerMessage(5, LogLevel.Error, "Orchestrator {Orchestrator}: {Stage} failed to stop")]
    private partial void LogStopFailed(Exception exception, string orchestrator, string stage);
}
