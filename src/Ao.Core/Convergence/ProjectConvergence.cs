using Ao.Projects;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Convergence;

/// <summary>Compares the forks of one project at its interval and when it is asked to, and publishes what there is to publish.</summary>
internal sealed partial class ProjectConvergence(Project project, ConvergenceContext context, ForkDetection detection, Publisher publisher, ILogger logger) : IDisposable
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(30);
    private readonly WatchAlarm _alarm = new(context.Sessions.Time);
    private readonly Lock _lock = new();
    private DateTimeOffset _due = DateTimeOffset.MinValue;
    private DetectionRound? _last;

    private bool Detects => project.Options.Convergence.Detectors.Count > 0 && context.PeersOf(project.Id).Count > 0;

    private bool Publishes => project.Options.Convergence.Publish.IsOn;

    /// <summary>Says that there may be something to publish.</summary>
    public void Wake()
    {
        if (Publishes)
        {
            _alarm.Wake();
        }
    }

    /// <summary>Looks at once, and waits for what is found.</summary>
    public async Task<DetectionRound> DetectAsync(CancellationToken cancellationToken)
    {
        if (project.Options.Convergence.Detectors.Count == 0)
        {
            throw new AoException($"Project '{project.Id}' has no detector that could compare its forks. Name one in its Convergence:Detectors.");
        }

        if (context.PeersOf(project.Id).Count == 0)
        {
            throw new AoException($"Project '{project.Id}' knows no other forks. Give it a name in Fork:Name, and an Upstream or Peers.");
        }

        lock (_lock)
        {
            _due = DateTimeOffset.MinValue;
        }

        await _alarm.RequestAsync(cancellationToken).ConfigureAwait(false);
        return _last!;
    }

    public Task RunAsync(CancellationToken stopping) => _alarm.RunAsync(
        RunOnceAsync,
        (exception, failures) =>
        {
            LogFailed(exception, project.Id, failures);
            return TimeSpan.FromTicks(Math.Min(s_longestWait.Ticks, TimeSpan.FromSeconds(5).Ticks << Math.Min(failures - 1, 10)));
        },
        stopping);

    public void Dispose() => _alarm.Dispose();

    /// <returns>How long nothing is done of itself; for ever, where there is nothing to compare.</returns>
    private async Task<TimeSpan?> RunOnceAsync(TaskCompletionSource waiting, CancellationToken stopping)
    {
        await DetectIfDueAsync(stopping).ConfigureAwait(false);
        waiting.TrySetResult();
        await PublishAsync(stopping).ConfigureAwait(false);
        return Detects || Publishes ? project.Options.Convergence.Interval : null;
    }

    private async Task DetectIfDueAsync(CancellationToken stopping)
    {
        var now = context.Sessions.Time.GetUtcNow();
        lock (_lock)
        {
            if (!Detects || now < _due)
            {
                return;
            }

            // Set before the look, so that what is asked for while it is under way is a look of its own.
            _due = now + project.Options.Convergence.Interval;
        }

        try
        {
            _last = await detection.LookAsync(stopping).ConfigureAwait(false);
        }
        catch
        {
            lock (_lock)
            {
                _due = now;
            }

            throw;
        }
    }

    private async Task PublishAsync(CancellationToken stopping)
    {
        if (Publishes && context.Book.KeyOf(project.Id) is not null)
        {
            await publisher.PublishAsync(project, stopping).ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The forks of project {Project} could not be compared, or what it publishes not be put into its ledger, failure {Failures} in a row. It is tried again.")]
    private partial void LogFailed(Exception exception, ProjectId project, int failures);
}
