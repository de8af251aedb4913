using Ao.Effects;
using Ao.Hosting;
using Ao.Journal;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Brings what agents ask to be allowed before people, each request beside the others and beside the session's own work, and takes the outcome to the session as a message.</summary>
/// <remarks>What is asked is a fact, so that the next host goes on asking; the gate finds the same request for consent again.</remarks>
internal sealed partial class AgentConsentStage(SessionContext context, ILogger<AgentConsentStage> logger) : IEngineStage, IDisposable
{
    private readonly KeyedLoops<OperationKey> _asking = new(context.Time);

    public int Order => 420;

    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Follow(OnChanged);
        return ValueTask.CompletedTask;
    }

    public async ValueTask StopAsync(CancellationToken cancellationToken)
    {
        context.Sessions.Changed -= OnChanged;
        await _asking.StopAsync(cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _asking.Dispose();

    private void OnChanged(SessionState state)
    {
        if (!CanAsk(state))
        {
            return;
        }

        foreach (var request in state.ConsentRequests.Where(static request => request.Granted is null))
        {
            // A session that was stopped and restored meanwhile asks again.
            _asking.Start(
                request.Operation,
                stopping => AskAsync(state.Id, request, stopping),
                (exception, failures) => LogTryingAgain(exception, request.Operation, failures),
                () => OnChanged(context.Sessions.Get(state.Id)));
        }
    }

    private bool CanAsk(SessionState state) => context.HasProject(state) && !context.Stops.IsClosed(state.Id);

    /// <returns>Whether there was something to ask.</returns>
    private async Task<bool> AskAsync(SessionId session, AgentConsent request, CancellationToken stopping)
    {
        var state = context.Sessions.Get(session);
        if (!CanAsk(state) || Find(session, request.Operation).Granted is not null)
        {
            return false;
        }

        await SettleAsync(state, request, stopping).ConfigureAwait(false);
        return true;
    }

    private async Task SettleAsync(SessionState state, AgentConsent request, CancellationToken stopping)
    {
        var action = new EffectAction<string>
        {
            ResultType = EffectResultsJson.Default.String,
            Perform = static () => ValueTask.FromResult("granted"),

            // To allow something twice allows it once.
            MayRepeat = true,
            AsksOnce = true,
        };
        var outcome = await context.Gate.PerformAsync(AgentEffects.Allow(state, request), action, stopping).ConfigureAwait(false);
        switch (outcome.Status)
        {
            case EffectStatus.Closed:
                // The session was stopped: the request waits for its restore.
                return;
            case EffectStatus.Unknown:
                throw new TransientException(outcome.Reason ?? "It is not known whether it was granted.");
            default:
                await TellAsync(state.Id, request, outcome.Status == EffectStatus.Succeeded, outcome.Reason, stopping).ConfigureAwait(false);
                return;
        }
    }

    /// <summary>Writes the outcome down together with the message that tells it, so that it is told once.</summary>
    private async Task TellAsync(SessionId session, AgentConsent request, bool granted, string? reason, CancellationToken stopping)
    {
        while (Find(session, request.Operation).Granted is null)
        {
            var state = context.Sessions.Get(session);
            try
            {
                await context.AppendAsync(
                    state,
                    stopping,
                    new Facts.ConsentSettled(request.Operation, granted, reason),
                    SessionMessages.Accept(state, AgentEffects.MessageOf(request, granted, reason))).ConfigureAwait(false);
            }
            catch (StreamVersionException)
            {
                // The session has moved on: take the next number.
            }
        }
    }

    private AgentConsent Find(SessionId session, OperationKey operation) =>
        context.Sessions.Get(session).ConsentRequests.Find(request => request.Operation == operation)!;

    [LoggerMessage(LogLevel.Warning, "The consent that {Operation} needs could not be asked for, failure {Failures} in a row. It is tried again.")]
    private partial void LogTryingAgain(Exception exception, OperationKey operation, int failures);
}
