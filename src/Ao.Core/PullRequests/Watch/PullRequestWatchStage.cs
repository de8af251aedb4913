using System.Collections.Concurrent;
using Ao.Hosting;
using Ao.Sessions;

namespace Ao.PullRequests.Watch;

/// <summary>Looks at the open pull requests of sessions, in a loop for each project.</summary>
internal sealed class PullRequestWatchStage(PullRequestWatch watch, SessionProjection sessions) : IEngineStage, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<SessionId, (int? Number, string? Revision)> _marks = new();
    private Task _running = Task.CompletedTask;

    public int Order => 440;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        sessions.Follow(OnChanged);
        _running = Task.WhenAll(watch.All.Select(project => Task.Run(() => project.RunAsync(_stopping.Token), CancellationToken.None)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        sessions.Changed -= OnChanged;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll([_running, .. watch.All.Select(project => project.StopAsync(cancellationToken))]).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private void OnChanged(SessionState state)
    {
        var mark = WatchedPullRequest.MarkOf(state);
        if (mark != _marks.GetValueOrDefault(state.Id))
        {
            _marks[state.Id] = mark;
            watch.Find(state.Request.Project)?.Wake();
        }
    }
}
