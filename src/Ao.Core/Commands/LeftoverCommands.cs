using Ao.Hosting;
using Ao.Processes;
using Microsoft.Extensions.Logging;

namespace Ao.Commands;

/// <summary>Ends at start what the commands of a killed host left running: nobody waits for it any more.</summary>
internal sealed partial class LeftoverCommands(TimeProvider timeProvider, ILogger<LeftoverCommands> logger) : IEngineStage
{
    public int Order => 150;

    public async ValueTask StartAsync(CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var census = new ProcessCensus(CommandMarker.Variable);
        var snapshot = await census.TakeAsync().ConfigureAwait(false);

        // A host may itself have been started by another one's command; that is not its to judge.
        var own = Environment.GetEnvironmentVariable(CommandMarker.Variable);
        var left = snapshot.Markers.Values.Distinct(StringComparer.Ordinal).Where(marker => marker != own && CommandMarker.Parse(marker)?.IsLeftBehind() == true);
        await Task.WhenAll(left.Select(marker => EndAsync(marker, census))).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask StopAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private async Task EndAsync(string marker, ProcessCensus census)
    {
        var ending = new TreeEnding("command of a killed host", () => new TreeMarks(marker, Keeper: null, Leader: null, LeaderEnded: null), census, timeProvider);
        try
        {
            var processes = await ending.FindAsync().ConfigureAwait(false);
            await ending.EndAsync(TimeSpan.Zero).ConfigureAwait(false);
            LogEnded(processes.Count);
        }
        catch (AoException exception)
        {
            // It holds up nothing but the machine's resources; the start goes on.
            LogFailed(exception);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Ended {Count} processes that a command of a killed host had left running.")]
    private partial void LogEnded(int count);

    [LoggerMessage(2, LogLevel.Warning, "What a command of a killed host had left running could not be ended.")]
    private partial void LogFailed(Exception exception);
}
