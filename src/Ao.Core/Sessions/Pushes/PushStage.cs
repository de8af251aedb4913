using System.Collections.Concurrent;
using Ao.Hosting;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions.Pushes;

/// <summary>Looks at the gates of sessions whenever something happens to them, and at the latest when a run has ended, and publishes what may be: beside all other work.</summary>
internal sealed partial class PushStage(SessionContext context, PushRelay relay, ILogger<PushStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<SessionId> _reading = new(context.Time);
    private readonly KeyedLoops<SessionId> _publishing = new(context.Time);

    // The versions up to which gates were looked at: a reading that changes nothing is followed by none.
    private readonly ConcurrentDictionary<SessionId, long> _looked = new();

    public int Order => 430;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Follow(OnChanged);
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed -= OnChanged;
        await _reading.StopAsync(cancellationToken).ConfigureAwait(false);
        await _publishing.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        _reading.Dispose();
        _publishing.Dispose();
    }

    private void OnChanged(SessionState state)
    {
        if (IsToRead(state))
        {
            _reading.Start(state.Id, stopping => ReadAsync(state.Id, stopping), (exception, failures) => LogUnread(exception, state.Id, failures), () => OnChanged(context.Sessions.Get(state.Id)));
        }

        if (relay.NextOf(state) is not null)
        {
            _publishing.Start(state.Id, stopping => PublishAsync(state.Id, stopping), (exception, failures) => LogUnpublished(exception, state.Id, failures), () => OnChanged(context.Sessions.Get(state.Id)));
        }
    }

    /// <summary>A session whose workspace is closed was looked at when its run had ended; nobody pushes for it any more.</summary>
    private bool IsToRead(SessionState state) =>
        state is { Workspace: not null, Run: not null } && state.Version > _looked.GetValueOrDefault(state.Id) && (!state.WorkspaceClosed || _looked.ContainsKey(state.Id)) && relay.GateOf(state) is not null;

    /// <returns>Whether something has happened meanwhile, so that it is to be looked at again.</returns>
    private async Task<bool> ReadAsync(SessionId session, CancellationToken stopping)
    {
        var state = context.Sessions.Get(session);
        if (!IsToRead(state))
        {
            return false;
        }

        await relay.ReadAsync(session, stopping).ConfigureAwait(false);
        _looked[session] = state.Version;
        return true;
    }

    /// <returns>Whether there was something to publish.</returns>
    private async Task<bool> PublishAsync(SessionId session, CancellationToken stopping)
    {
        var state = context.Sessions.Get(session);
        if (relay.NextOf(state) is not { } push)
        {
            return false;
        }

        await relay.PublishAsync(state, push, stopping).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "What session {Session} has pushed could not be looked at, failure {Failures} in a row. It is tried again.")]
    private partial void LogUnread(Exception exception, SessionId session, int failures);

    [LoggerMessage(LogLevel.Warning, "A push of session {Session} could not be published, failure {Failures} in a row. It is kept and tried again.")]
    private partial void LogUnpublished(Exception exception, SessionId session, int failures);
}
