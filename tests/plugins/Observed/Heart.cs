using System.Diagnostics;
using Ao.Plugins;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.TestPlugins.Observed;

/// <summary>Shows from outside that it was started and stopped: by a span, a file and a line of log.</summary>
internal sealed partial class Heart(PluginEnvironment environment, ILogger<Heart> logger) : BackgroundService
{
    private static readonly ActivitySource s_source = new("Ao.Plugins.Observed");

    public static ActivitySource Source => s_source;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using (s_source.StartActivity("heart.beat"))
        {
            await File.WriteAllTextAsync(Path.Combine(environment.DataFolder, "beats"), environment.Id, stoppingToken);
            LogBeat(environment.Version);
        }

        var stopped = new TaskCompletionSource();
        await using var registration = stoppingToken.Register(stopped.SetResult);
        await stopped.Task;
        File.Delete(Path.Combine(environment.DataFolder, "beats"));
    }

    [LoggerMessage(1, LogLevel.Information, "The heart of {Version} beats")]
    private partial void LogBeat(string version);
}
