using Ao.Plugins;
using Ao.Projects;
using Ao.Scm;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Radar;

/// <summary>The looks at the workspaces of a project. It is used by one loop.</summary>
internal sealed partial class RadarLooks(Project project, SessionContext context, ILogger logger)
{
    private const int AtOnce = 2;

    private readonly Dictionary<SessionId, RadarLook> _looks = [];

    /// <summary>Gives what a session changes, as it was seen last.</summary>
    public WorkspaceChanges? ChangesOf(SessionId session) => _looks.GetValueOrDefault(session)?.Changes;

    /// <summary>Looks at the workspaces that are due, and forgets those of sessions that are not on the radar any more.</summary>
    /// <param name="states">The sessions on the radar.</param>
    /// <param name="isForced">Whether all are due.</param>
    /// <param name="cancellationToken">The token that cancels looking.</param>
    /// <returns>How long until the next one is due; <see langword="null"/> where none will be of itself.</returns>
    public async Task<TimeSpan?> RefreshAsync(IReadOnlyCollection<SessionState> states, bool isForced, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        foreach (var gone in _looks.Keys.Except(states.Select(static state => state.Id)).ToList())
        {
            _looks.Remove(gone);
        }

        foreach (var state in states)
        {
            _looks.TryAdd(state.Id, new RadarLook { At = now });
        }

        var interval = project.Options.Radar.Interval;
        var due = states.Where(state => isForced || RadarDue.At(state, _looks[state.Id], interval) <= now).ToList();
        var found = new RadarLook[due.Count];
        await Parallel.ForAsync(0, due.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, token) => found[index] = await LookAsync(due[index], _looks[due[index].Id], token).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var (state, look) in due.Zip(found))
        {
            _looks[state.Id] = look;
        }

        var next = states.Select(state => RadarDue.At(state, _looks[state.Id], interval)).Min();
        return next - context.Time.GetUtcNow();
    }

    private async ValueTask<RadarLook> LookAsync(SessionState state, RadarLook last, CancellationToken cancellationToken)
    {
        var look = new RadarLook { At = context.Time.GetUtcNow(), Version = state.Version, TurnWasOver = state.TurnIsOver };
        try
        {
            return context.Plugins.Find<IWorkspaceChanges>(Slot.Scm, context.ScmNameOf(state)) is { } scm
                ? look with { Changes = await scm.ReadChangesAsync(state.Workspace! with { Source = project.Source }, RadarSubjects.RevisionOf(state), cancellationToken).ConfigureAwait(false) }
                : look with { Problem = $"The scm '{context.ScmNameOf(state)}' cannot tell what workspaces change." };
        }
        catch (AoException exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (exception.Message != last.Problem)
            {
                LogUnseen(exception, state.Id);
            }

            return look with { Problem = exception.Message };
        }
    }

    [LoggerMessage(LogLevel.Information, "What the workspace of session {Session} changes could not be seen. It is looked at again.")]
    private partial void LogUnseen(Exception exception, SessionId session);
}
