using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Plugins.Tmux;

/// <summary>Keeps the output of every run within its limit.</summary>
internal sealed partial class OutputLimiter(TmuxFolder folder, TimeProvider timeProvider, ILogger<OutputLimiter> logger) : BackgroundService
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
            var output = new FileInfo(run.Output);
            if (output.Exists && output.Length > 0 && run.ReadRecord() is { } record && output.Length > record.OutputLimit)
            {
                using var file = File.OpenHandle(run.Output, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                OutputFile.Limit(file, record.OutputLimit);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (run.ReadRecord() is not null && failed.Add(run.Path))
            {
                LogFailed(logger, run.Run.ToString(), exception);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The output of the run {Run} cannot be kept within its limit.")]
    private static partial void LogFailed(ILogger logger, string run, Exception exception);
}
