using System.Collections.Concurrent;
using Ao.Effects;
using Ao.Hosting;
using Ao.Projects;
using Ao.PullRequests;
using Ao.PullRequests.Watch;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Alignment;

/// <summary>Checks the open pull requests of sessions when their heads move, and again once an interval, because forks move too. A project that checks no alignment costs nothing.</summary>
internal sealed partial class AlignmentStage(AlignmentDesk desk, AlignmentTelling telling, PullRequestProjection pullRequests, SessionContext context, ProjectCatalog projects, ILogger<AlignmentStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<SessionId> _checking = new(context.Time);
    private readonly DueTimes _due = new(context.Time);
    private readonly BackgroundLoop _waking = new();
    private readonly ConcurrentDictionary<SessionId, (string Revision, DateTimeOffset At)> _checked = new();

    public int Order => 447;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        pullRequests.Changed += Follow;
        foreach (var observed in pullRequests.All)
        {
            Follow(observed);
        }

        _waking.Start(stopping => _due.RunAsync(subject => Again(SessionId.Parse(subject)), stopping));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        pullRequests.Changed -= Follow;
        await _waking.StopAsync(cancellationToken).ConfigureAwait(false);
        await _checking.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _checking.Dispose();
        _due.Dispose();
    }

    private void Again(SessionId session)
    {
        if (pullRequests.Of(session) is { } observed)
        {
            Follow(observed);
        }
    }

    private void Follow(ObservedPullRequest observed)
    {
        if (NextOf(observed) is { } due)
        {
            _due.Set(observed.Session.Value, due);
            if (due <= context.Time.GetUtcNow())
            {
                _checking.Start(observed.Session, stopping => CheckAsync(observed.Session, stopping), (exception, failures) => LogFailed(exception, observed.Session, failures), () => Again(observed.Session));
            }
        }
        else
        {
            _due.Set(observed.Session.Value, null);
            _checked.TryRemove(observed.Session, out _);
        }
    }

    /// <summary>Gives when a pull request is to be checked; never, where that is not wanted or no longer of use.</summary>
    private DateTimeOffset? NextOf(ObservedPullRequest observed) =>
        projects.Find(observed.Project) is not { } project || !AlignmentGate.IsOn(project) || observed.Reading.PullRequest.State != PullRequestState.Open ? null
        : _checked.TryGetValue(observed.Session, out var last) && last.Revision == observed.HeadRevision ? last.At + project.Options.Alignment.Interval
        : DateTimeOffset.MinValue;

    /// <returns>Whether there is more to do: never, a new head begins anew.</returns>
    private async Task<bool> CheckAsync(SessionId session, CancellationToken stopping)
    {
        if (pullRequests.Of(session) is { } observed && NextOf(observed) is { } due && due <= context.Time.GetUtcNow())
        {
            var at = context.Time.GetUtcNow();
            var report = await desk.CheckAsync(observed.Project, observed.HeadRevision, null, stopping).ConfigureAwait(false);
            await telling.TellAsync(context.Sessions.Get(session), observed.Number, report, stopping).ConfigureAwait(false);
            _checked[session] = (observed.HeadRevision, at);
        }

        return false;
    }

    [LoggerMessage(LogLevel.Warning, "What the pull request of session {Session} breaks for other forks could not be checked, failure {Failures} in a row. It is tried again.")]
    private partial void LogFailed(Exception exception, SessionId session, int failures);
}
