using System.Threading.Channels;
using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.Plugins;
using Ao.Projects;
using Ao.Sessions;
using Ao.Trackers;
using Microsoft.Extensions.Logging;

namespace Ao.Backlog;

/// <summary>Looks at the trackers of projects whose backlog is enabled, and brings each issue that was taken on its way, in a loop of its own.</summary>
internal sealed partial class BacklogStage(BacklogContext context, BacklogDesk desk, BacklogSteps steps, ProjectCatalog projects, ILogger<BacklogStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<string> _following = new(context.Sessions.Time);
    private readonly List<BackgroundLoop> _looking = [];
    private readonly Dictionary<ProjectId, Channel<bool>> _wakes = [];

    public int Order => 445;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        foreach (var project in projects.All.Where(static project => project.Options.Backlog.Enabled))
        {
            _wakes[project.Id] = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        }

        context.Items.Changed += OnItemChanged;
        context.Sessions.Sessions.Follow(OnSessionChanged);
        foreach (var item in context.Items.All)
        {
            Follow(item);
        }

        foreach (var (project, wake) in _wakes)
        {
            var loop = new BackgroundLoop();
            loop.Start(stopping => LookAsync(projects.Get(project), wake.Reader, stopping));
            _looking.Add(loop);
            var following = new BackgroundLoop();
            following.Start(stopping => FollowAsync(projects.Get(project), wake.Writer, stopping));
            _looking.Add(following);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Sessions.Changed -= OnSessionChanged;
        context.Items.Changed -= OnItemChanged;
        foreach (var loop in _looking)
        {
            await loop.StopAsync(cancellationToken).ConfigureAwait(false);
        }

        await _following.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _following.Dispose();

    private void OnSessionChanged(SessionState session)
    {
        if (context.Items.OfSession(session.Id) is { } item && item.Session == session.Id)
        {
            Follow(item);
        }
    }

    private void OnItemChanged(BacklogItem item)
    {
        Follow(item);
        if (item is { Phase: BacklogPhase.Free or BacklogPhase.Divided or BacklogPhase.Finished } && _wakes.TryGetValue(item.Project, out var wake))
        {
            // There is room for another.
            wake.Writer.TryWrite(true);
        }
    }

    private void Follow(BacklogItem item)
    {
        if (context.HasProject(item) && context.NextOf(item) != BacklogStep.Rest)
        {
            _following.Start(
                BacklogFactKinds.StreamOf(item.Project, item.Issue),
                stopping => StepAsync(item.Project, item.Issue, stopping),
                (exception, failures) => LogFollowing(exception, item.Issue, item.Project, failures),
                () => Follow(context.Items.Find(item.Project, item.Issue)!));
        }
    }

    /// <returns>Whether there was something to do.</returns>
    private async Task<bool> StepAsync(ProjectId project, string issue, CancellationToken stopping)
    {
        var item = context.Items.Find(project, issue)!;
        var step = context.NextOf(item);
        if (step == BacklogStep.Rest)
        {
            return false;
        }

        try
        {
            await steps.TakeAsync(item, step, stopping).ConfigureAwait(false);
        }
        catch (StreamVersionException)
        {
            // Something else was written meanwhile: decide anew.
        }

        return true;
    }

    /// <summary>Looks at once when the tracker says that an issue has changed, where it can say so.</summary>
    private Task FollowAsync(Project project, ChannelWriter<bool> wake, CancellationToken stopping) => HintFeed.FollowAsync(
        () => project.Options.Tracker is { } tracker ? context.Sessions.Plugins.Find<IIssueFeed>(Slot.Tracker, tracker)?.WatchAsync(project.Source, cursor: null, stopping) : null,
        () => wake.TryWrite(true),
        exception => LogUnheard(exception, project.Id),
        context.Sessions.Time,
        stopping);

    private async Task LookAsync(Project project, ChannelReader<bool> wake, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                await desk.LookAsync(project.Id, stopping).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogLooking(exception, project.Id);
            }

            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var woken = wake.ReadAsync(waiting.Token).AsTask();
            await Task.WhenAny(woken, Task.Delay(project.Options.Backlog.Interval, context.Sessions.Time, waiting.Token)).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            await ((Task)woken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping.ThrowIfCancellationRequested();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Issue {Issue} of project {Project} could not be brought on, failure {Failures} in a row. It is tried again.")]
    private partial void LogFollowing(Exception exception, string issue, ProjectId project, int failures);

    [LoggerMessage(LogLevel.Warning, "What the tracker tells of the issues of project {Project} cannot be heard; they are looked at at their intervals until it can.")]
    private partial void LogUnheard(Exception exception, ProjectId project);

    [LoggerMessage(LogLevel.Warning, "The backlog of project {Project} could not be looked at. It is tried again.")]
    private partial void LogLooking(Exception exception, ProjectId project);
}
