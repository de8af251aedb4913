using System.Collections.Concurrent;
using Ao.Hosting;
using Ao.PullRequests;
using Ao.Sessions;

namespace Ao.Radar;

/// <summary>Runs the radars, a loop for each project, and wakes them when something has happened that changes what they see.</summary>
internal sealed class RadarStage(RadarWatch watch, SessionProjection sessions) : IEngineStage, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<SessionId, (bool IsLive, bool HasWorkspace, bool TurnIsOver, ProposalState? Proposal, string? Revision)> _marks = new();
    private Task _running = Task.CompletedTask;

    public int Order => 446;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        sessions.Follow(OnChanged);
        _running = Task.WhenAll(watch.All.Select(radar => Task.Run(() => radar.RunAsync(_stopping.Token), CancellationToken.None)));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        sessions.Changed -= OnChanged;
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private void OnChanged(SessionState state)
    {
        var mark = (RadarSubjects.IsLive(state), state.Workspace is not null, state.TurnIsOver, state.PullRequest?.State, RadarSubjects.RevisionOf(state));
        if (!_marks.TryGetValue(state.Id, out var last) || last != mark)
        {
            _marks[state.Id] = mark;
            watch.Find(state.Request.Project)?.Wake();
        }
    }
}
