using Ao.Effects;
using Ao.Hosting;
using Ao.Projects;
using Ao.Sessions;
using Microsoft.Extensions.Logging;

namespace Ao.Claims;

/// <summary>Confirms held claims with the scm at the start and once a minute from then on, and gives up what has served its purpose.</summary>
internal sealed partial class ClaimStage(SessionContext context, ProjectCatalog projects, ClaimKeeper keeper, ILogger<ClaimStage> logger) : IEngineStage, IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(1);
    private readonly KeyedLoops<SessionId> _releasing = new(context.Time);
    private readonly BackgroundLoop _confirming = new();

    public int Order => 440;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        var unused = keeper.FindUnused();
        context.Sessions.Follow(OnChanged);
        _confirming.Start(stopping => RunAsync(unused, stopping));
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed -= OnChanged;
        await _releasing.StopAsync(cancellationToken).ConfigureAwait(false);
        await _confirming.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _releasing.Dispose();

    private void OnChanged(SessionState session)
    {
        if (context.HasProject(session) && keeper.HasServed(session))
        {
            _releasing.Start(session.Id, stopping => ReleaseAsync(session.Id, stopping), (exception, failures) => LogHeld(exception, session.Id, failures), () => OnChanged(context.Sessions.Get(session.Id)));
        }
    }

    private async Task<bool> ReleaseAsync(SessionId session, CancellationToken stopping)
    {
        await keeper.ReleaseServedAsync(session, stopping).ConfigureAwait(false);
        return false;
    }

    private async Task RunAsync(IReadOnlyList<ClaimState> unused, CancellationToken stopping)
    {
        var left = unused.Where(claim => projects.Find(claim.Project) is not null).ToList();
        while (true)
        {
            await TryAsync("claims of sessions that were never made", async () =>
            {
                while (left.Count > 0)
                {
                    await keeper.DropAsync(left[0], stopping).ConfigureAwait(false);
                    left.RemoveAt(0);
                }
            }).ConfigureAwait(false);
            foreach (var project in projects.All)
            {
                await TryAsync(project.Id.Value, () => keeper.ReconcileAsync(project.Id, stopping)).ConfigureAwait(false);
            }

            await Task.Delay(s_interval, context.Time, stopping).ConfigureAwait(false);
        }
    }

    private async Task TryAsync(string what, Func<Task> workAsync)
    {
        try
        {
            await workAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Looked at again in a minute; whatever acts by a claim asks for itself.
            LogUnconfirmed(exception, what);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The claims of {Project} could not be confirmed. It is tried again.")]
    private partial void LogUnconfirmed(Exception exception, string project);

    [LoggerMessage(LogLevel.Warning, "A claim of session {Session} could not be given up, failure {Failures} in a row. It is tried again.")]
    private partial void LogHeld(Exception exception, SessionId session, int failures);
}
