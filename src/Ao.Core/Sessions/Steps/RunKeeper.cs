using Ao.Journal;
using Ao.Runtimes;
using Microsoft.Extensions.Logging;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>Keeps the conversation with the running agent of one session, from taking it up to letting go of it.</summary>
internal sealed partial class RunKeeper(SessionId id, SessionContext context, SessionSteps steps, ILogger logger)
{
    /// <summary>How long a plugin is given to let go of a run.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private Attendance? _attendance;

    /// <summary>Gets whether the conversation is known to work: something was heard, or nothing went wrong for a while.</summary>
    public bool IsSound => _attendance is { IsSound: true };

    /// <summary>Goes one step on with the run, which is taken up where it is not attended to yet.</summary>
    public async Task AttendAsync(SessionState state, Task woken, CancellationToken cancellationToken)
    {
        try
        {
            if (_attendance?.Run != state.Run!.Id)
            {
                await LetGoAsync().ConfigureAwait(false);
                _attendance = Attendance.Begin(context, state, logger);
                context.Recovery.Attended(id);
            }

            if (!await _attendance.GoOnAsync(state, woken, cancellationToken).ConfigureAwait(false))
            {
                await EndAsync(SessionStep.EndRun, state, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not JournalException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // A stream that broke is taken up anew, behind what is in the journal.
            await LetGoAsync().ConfigureAwait(false);
            if (!await IsGoneAsync(state, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            LogGone(id, exception.Message);
            await context.AppendAsync(state, cancellationToken, new Facts.RunEnded(state.Run!.Id.Number, ExitCode: null)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the process: asks the agent first, and lets go of it last, since a plugin may hold on as long as the process lives.</summary>
    public async Task EndAsync(SessionStep step, SessionState state, CancellationToken cancellationToken)
    {
        try
        {
            // One that was paused in a turn was asked before.
            if (_attendance is { } attendance && state is not { Pause: not null, Run.TakesTurns: true })
            {
                await attendance.InterruptAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (AoException exception)
        {
            LogNotInterrupted(id, exception.Message);
        }

        try
        {
            await steps.PerformAsync(step, state, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await LetGoAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of the run, whose process lives on where it was not ended.</summary>
    public async Task LetGoAsync()
    {
        context.Providers.Leave(id);
        if (_attendance is not { } attendance)
        {
            return;
        }

        _attendance = null;
        try
        {
            await attendance.DisposeAsync().AsTask().WaitAsync(s_patience, context.Time).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or AoException)
        {
            // Whatever the plugin still does, nobody listens to it any more.
            LogNotLetGo(id, exception.Message);
        }
    }

    /// <summary>Tells whether the runtime knows for certain that it has no such process.</summary>
    private async Task<bool> IsGoneAsync(SessionState state, CancellationToken cancellationToken)
    {
        try
        {
            var runs = await context.RuntimeOf(state).ListAsync(cancellationToken).ConfigureAwait(false);
            return runs.FirstOrDefault(run => run.Handle.Run == state.Run!.Id) is null or { State: RunState.NeverStarted };
        }
        catch (AoException exception)
        {
            LogNotAsked(id, exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The agent of session {Session} could not be interrupted by its own means, so its process is ended: {Problem}")]
    private partial void LogNotInterrupted(SessionId session, string problem);

    [LoggerMessage(LogLevel.Warning, "The connection to the agent of session {Session} could not be closed in time: {Problem}")]
    private partial void LogNotLetGo(SessionId session, string problem);

    [LoggerMessage(LogLevel.Warning, "The agent of session {Session} cannot be attended to, and its runtime does not know its process any more: {Problem}")]
    private partial void LogGone(SessionId session, string problem);

    [LoggerMessage(LogLevel.Debug, "The runtime of session {Session} could not be asked whether its process lives: {Problem}")]
    private partial void LogNotAsked(SessionId session, string problem);
}
