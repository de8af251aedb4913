using Ao.Hosting;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;

namespace Ao.Sessions;

/// <summary>Submits the reports that sessions file, in order, beside what else is done for the session: a reporter that is away holds up nothing but reports.</summary>
internal sealed partial class ReportStage(SessionContext context, ReportSubmitter submitter, ILogger<ReportStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<SessionId> _submitting = new(context.Time);

    public int Order => 410;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed += OnChanged;
        foreach (var state in context.Sessions.All)
        {
            OnChanged(state);
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed -= OnChanged;
        await _submitting.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _submitting.Dispose();

    private void OnChanged(SessionState state)
    {
        if (CanSubmit(state))
        {
            _submitting.Start(state.Id, stopping => SubmitNextAsync(state.Id, stopping), (exception, failures) => LogTryingAgain(exception, state.Id, failures), () => OnChanged(context.Sessions.Get(state.Id)));
        }
    }

    private bool CanSubmit(SessionState state) => state.NextReport is not null && context.HasProject(state) && !context.Stops.IsClosed(state.Id);

    /// <returns>Whether there was something to submit.</returns>
    private async Task<bool> SubmitNextAsync(SessionId session, CancellationToken stopping)
    {
        var state = context.Sessions.Get(session);
        if (!CanSubmit(state))
        {
            return false;
        }

        await submitter.SubmitAsync(state, stopping).ConfigureAwait(false);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "A report of session {Session} could not be submitted, failure {Failures} in a row. It is kept and tried again.")]
    private partial void LogTryingAgain(Exception exception, SessionId session, int failures);
}
