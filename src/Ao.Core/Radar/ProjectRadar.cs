using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Radar;

/// <summary>The radar of one project: looks at its workspaces again and again, and at once when it is woken.</summary>
internal sealed partial class ProjectRadar(Project project, SessionContext context, RadarProjection radar, RadarRound round, ILogger logger) : IDisposable
{
    /// <summary>How many sessions are looked at: of more, the newest.</summary>
    private const int MaxSessions = 200;

    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(10);

    private readonly RadarLooks _looks = new(project, context, logger);
    private readonly WatchAlarm _alarm = new(context.Time);
    private int _isForced;

    /// <summary>Gets whether the project has the radar on, and an scm that can do what it needs.</summary>
    public bool CanSee =>
        project.Options.Radar.Enabled
        && context.Plugins.Find<IWorkspaceChanges>(Slot.Scm, project.Options.Scm) is not null
        && context.Plugins.Find<ISourceTrees>(Slot.Scm, project.Options.Scm) is not null;

    /// <summary>Has the next round begin at once.</summary>
    public void Wake() => _alarm.Wake();

    /// <summary>Looks at all workspaces at once, and waits for what is seen.</summary>
    public Task LookAsync(CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref _isForced, 1);
        return _alarm.RequestAsync(cancellationToken);
    }

    public Task RunAsync(CancellationToken stopping) => _alarm.RunAsync(
        (_, token) => RunOnceAsync(Interlocked.Exchange(ref _isForced, 0) == 1, token),
        (exception, failures) =>
        {
            LogFailed(exception, project.Id, failures);
            return TimeSpan.FromTicks(Math.Min(s_longestWait.Ticks, project.Options.Radar.Interval.Ticks << Math.Min(failures, 10)));
        },
        stopping);

    public void Dispose() => _alarm.Dispose();

    /// <returns>How long until the next round; for ever, where nothing can come up of itself.</returns>
    private async Task<TimeSpan?> RunOnceAsync(bool isForced, CancellationToken stopping)
    {
        var states = SessionsOnIt();
        if (!CanSee || (states.Count < 2 && radar.Of(project.Id).Pairs.IsEmpty))
        {
            return null;
        }

        var next = await _looks.RefreshAsync(states, isForced, stopping).ConfigureAwait(false);
        if (await round.RunAsync(project, SessionsOnIt, _looks.ChangesOf, stopping).ConfigureAwait(false))
        {
            next = TimeSpan.Zero;
        }

        return next < s_shortestPause ? s_shortestPause : next;
    }

    /// <summary>Gives the sessions on the radar, the one that was asked for first at the front.</summary>
    private List<SessionState> SessionsOnIt() =>
        [.. context.Sessions.All
            .Where(state => state.Request.Project == project.Id && RadarSubjects.IsOn(state, project.Options.PullRequests.OpenWhenDone))
            .OrderByDescending(static state => state.RequestedAt)
            .Take(MaxSessions)
            .Reverse()];

    [LoggerMessage(LogLevel.Warning, "The workspaces of project {Project} could not be compared, failure {Failures} in a row. They are compared again.")]
    private partial void LogFailed(Exception exception, ProjectId project, int failures);
}
