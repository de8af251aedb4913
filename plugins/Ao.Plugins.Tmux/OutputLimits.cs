using Ao.Runtimes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Tmux;

/// <summary>Keeps the output of every run within its limit.</summary>
internal sealed partial class OutputLimits(TmuxFolder folder, TimeProvider timeProvider, ILogger<OutputLimits> logger) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, timeProvider);
        var failed = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                foreach (var run in folder.All())
                {
                    Limit(run, failed);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private void Limit(RunFolder run, HashSet<string> failed)
    {
        try
        {
            if (new FileInfo(run.Output) is { Exists: true, Length: > 0 and var length } && run.ReadRecord() is { } record && length > record.OutputLimit)
            {
                var floor = OutputLimiter.FindFloor(run.Output);
                var wanted = OutputLimiter.FloorOf(length, record.OutputLimit, floor);
                if (wanted > floor && !OutputLimiter.Release(run.Output, floor, wanted) && failed.Add(run.Path))
                {
                    LogKeepsAll(logger, run.Run);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (run.ReadRecord() is not null && failed.Add(run.Path))
            {
                LogFailed(logger, run.Run, exception);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The output of the run {Run} cannot be kept within its limit.")]
    private static partial void LogFailed(ILogger logger, RunId run, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The file system cannot release old output of run {Run}: all of it is kept. Put the data folder on ext4, xfs, btrfs or tmpfs.")]
    private static partial void LogKeepsAll(ILogger logger, RunId run);
}
