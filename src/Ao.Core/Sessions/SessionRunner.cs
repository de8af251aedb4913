using System.Threading.Channels;
using Ao.Budgets;
using Ao.Journal;
using Ao.PullRequests;
using Ao.Sessions.Admission;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Drives one session: reads its state, decides, carries out, again and again. It waits for no other session.</summary>
internal sealed partial class SessionRunner : IAsyncDisposable
{
    private readonly SessionContext _context;
    private readonly SessionSteps _steps;
    private readonly AdmissionController _admission;
    private readonly Action<SessionRunner> _retire;
    private readonly ILogger<SessionRunner> _logger;
    private readonly RunKeeper _keeper;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _stepLock = new();
    private CancellationTokenSource? _step;
    private Task _loop = Task.CompletedTask;
    private AdmissionTicket? _ticket;
    private int _failures;
    private bool _isRetired;

    /// <summary>Makes a runner.</summary>
    /// <param name="id">The session.</param>
    /// <param name="context">What steps work with.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="admission">Lets the session have a process.</param>
    /// <param name="ticket">The place that the session has already; it is the runner's from now on.</param>
    /// <param name="retire">Is called, once, when there is nothing left to do for the session.</param>
    /// <param name="logger">The logger.</param>
    public SessionRunner(SessionId id, SessionContext context, SessionSteps steps, AdmissionController admission, AdmissionTicket? ticket, Action<SessionRunner> retire, ILogger<SessionRunner> logger)
    {
        Id = id;
        _context = context;
        _steps = steps;
        _admission = admission;
        _retire = retire;
        _ticket = ticket;
        _logger = logger;
        _keeper = new RunKeeper(id, context, steps, logger);
    }

    public SessionId Id { get; }

    public void Start() => _loop = Task.Run(() => DriveAsync(_stopping.Token));

    /// <summary>Says that the session has changed, or that it is time to look at it.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    /// <summary>Breaks off what is being done for the session, so that it is decided anew.</summary>
    public void Interrupt()
    {
        lock (_stepLock)
        {
            _step?.Cancel();
        }

        Wake();
    }

    /// <summary>Lets go of the session. Its process lives on.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _keeper.LetGoAsync().ConfigureAwait(false);
        _ticket?.Dispose();
        _stopping.Dispose();
    }

    private async Task DriveAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && !_isRetired)
        {
            // Begun before the state is read, so that a stop after the reading finds something to break off.
            using var step = BeginStep(stopping);
            try
            {
                await LookAsync(step.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (step.IsCancellationRequested)
            {
                // Interrupted, or the host stops: the loop's condition tells which.
            }
            catch (StreamVersionException)
            {
                // Something was written meanwhile, such as a stop: decide anew.
            }
            catch (Exception exception)
            {
                // Nothing may end the loop: nobody else looks after the session.
                LogFailed(exception, Id);
                await Task.Delay(FailureDecision.WaitAfter(exception, ++_failures), _context.Time, step.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            finally
            {
                EndStep();
            }
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        // Taken before the state is read: a change after the reading wakes again.
        _wake.Reader.TryRead(out _);
        var state = _context.Sessions.Get(Id);
        var next = _context.NextOf(state);
        try
        {
            await GoOnAsync(next, state, cancellationToken).ConfigureAwait(false);
            if (next != SessionStep.Attend || _keeper.IsSound)
            {
                _failures = 0;
            }
        }
        catch (Exception exception) when (exception is not StreamVersionException && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            await MindAsync(next, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task GoOnAsync(SessionStep next, SessionState state, CancellationToken cancellationToken)
    {
        if (next is not (SessionStep.Attend or SessionStep.Verify or SessionStep.EndRun or SessionStep.Stop))
        {
            await _keeper.LetGoAsync().ConfigureAwait(false);
        }

        if (NeedsTicket(next))
        {
            await EnterAsync(state, cancellationToken).ConfigureAwait(false);
            state = _context.Sessions.Get(Id);
            if (_context.NextOf(state) != next)
            {
                return;
            }
        }
        else if (!state.HasLiveRun)
        {
            _ticket?.Dispose();
            _ticket = null;
        }

        if (IsToReserve(next, state) && !await HasBudgetAsync(next, state, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        LogStep(Id, next);
        switch (next)
        {
            case SessionStep.Launch when !await HasBegunTurnAsync(state, cancellationToken).ConfigureAwait(false):
                break;
            case SessionStep.Rest when state.End is not null:
                _isRetired = true;
                _retire(this);
                break;
            case SessionStep.Rest:
                await WokenAsync(cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.Attend:
                await _keeper.AttendAsync(state, WokenAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
                await ClearAsync(state, cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.EndRun or SessionStep.Stop:
                await _keeper.EndAsync(next, state, cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.OpenPullRequest or SessionStep.UpdatePullRequest when state.PullRequest?.Wait is { } wait && wait.Until - _context.Time.GetUtcNow() is var left && left > TimeSpan.Zero:
                await BackOffAsync(now => _context.NextOf(now) == next && now.PullRequest?.Wait == wait, left, cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.PostVerdict or SessionStep.OpenPullRequest or SessionStep.UpdatePullRequest:
                await ProposeAsync(next, state, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await _steps.PerformAsync(next, state, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static bool NeedsTicket(SessionStep step) =>
        step is SessionStep.OpenWorkspace or SessionStep.IntendTask or SessionStep.IntendMessage or SessionStep.IntendTakeUp or SessionStep.Launch or SessionStep.Attend or SessionStep.Verify;

    private async Task EnterAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = _context.ProjectOf(state);
        _ticket ??= state.HasLiveRun
            ? _admission.Adopt(project.Id)
            : await _admission.EnterAsync(new AdmissionRequest(Id, project.Id, project.Options.MaxSessions, state.RequestedAt, _context.CapabilitiesOf(state).MemoryMegabytes), cancellationToken).ConfigureAwait(false);
        if (!state.Admitted)
        {
            await _context.AppendAsync(state, cancellationToken, new Facts.Admitted()).ConfigureAwait(false);
        }
    }

    /// <summary>Tells whether the step is to begin, or leads to the beginning of, something that has to be reserved for.</summary>
    private bool IsToReserve(SessionStep step, SessionState state) => step switch
    {
        SessionStep.Launch => !state.Run!.TakesUp,
        SessionStep.OpenWorkspace or SessionStep.IntendTask or SessionStep.IntendMessage => true,
        SessionStep.Attend => state is { NextMessage: not null, TurnIsOver: true, Pause: null, Run.TakesTurns: true },
        _ => false,
    } && _context.Budgets.LacksReservation(state);

    /// <summary>Reserves what a turn takes. Where the budgets do not allow it yet, that is said first, and then waited for without keeping a place.</summary>
    /// <returns>Whether to go on with the step.</returns>
    private async Task<bool> HasBudgetAsync(SessionStep step, SessionState state, CancellationToken cancellationToken)
    {
        var freed = _context.Budgets.Freed;
        var answer = await _context.Budgets.BeginAsync(state, cancellationToken).ConfigureAwait(false);
        if (answer.Kind != BudgetAnswerKind.Wait)
        {
            // What was written is found by the next look.
            return false;
        }

        if (state.Hindrance != answer.Reason)
        {
            await _context.AppendAsync(state, cancellationToken, new Facts.Hindered(answer.Reason)).ConfigureAwait(false);
            return false;
        }

        if (step == SessionStep.Attend)
        {
            // Its agent goes on to be heard while it waits.
            await _keeper.AttendAsync(state, Task.WhenAny(WokenAsync(cancellationToken), freed), cancellationToken).ConfigureAwait(false);
            return false;
        }

        _ticket?.Dispose();
        _ticket = null;
        await Task.WhenAny(WokenAsync(cancellationToken), freed).WaitAsync(cancellationToken).ConfigureAwait(false);
        return false;
    }

    /// <summary>Lets the session begin a turn when its provider does: a launch begins one, unless it only takes up the conversation.</summary>
    /// <returns>Whether it may; where it has to wait, that is said first, and found by the next look.</returns>
    private async Task<bool> HasBegunTurnAsync(SessionState state, CancellationToken cancellationToken)
    {
        var provider = state.Run!.TakesUp ? null : _context.CapabilitiesOf(state).Provider;
        if (_context.Providers.TryEnter(provider, Id))
        {
            return true;
        }

        if (_context.ProviderDesk.Find(provider!)?.Description is { } reason && state.Hindrance != reason)
        {
            await _context.AppendAsync(state, cancellationToken, new Facts.Hindered(reason)).ConfigureAwait(false);
            return false;
        }

        await _context.Providers.EnterAsync(provider!, Id, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Proposes the change, which may wait long for a person; what the session is told meanwhile comes first.</summary>
    private async Task ProposeAsync(SessionStep step, SessionState state, CancellationToken cancellationToken)
    {
        using var proposing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var proposal = _steps.PerformAsync(step, state, proposing.Token);
        while (!proposal.IsCompleted && !cancellationToken.IsCancellationRequested && _context.Sessions.Get(Id).NextMessage is null)
        {
            await Task.WhenAny(proposal, WokenAsync(proposing.Token)).ConfigureAwait(false);
            _wake.Reader.TryRead(out _);
        }

        if (proposal.IsCompleted)
        {
            await proposal.ConfigureAwait(false);
            return;
        }

        // Waited for, so that it does not go on beside what is decided next.
        await proposing.CancelAsync().ConfigureAwait(false);
        await ((Task)proposal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Deals with what a step has thrown: waits and tries again where that may help, and ends the session where it cannot.</summary>
    private async Task MindAsync(SessionStep step, Exception exception, CancellationToken cancellationToken)
    {
        _failures++;
        var reason = exception.Message;
        if (exception is AoException)
        {
            LogRefused(Id, step, _failures, reason);
        }
        else
        {
            LogFailed(exception, Id);
            reason = $"An unexpected error: {reason} The log has the details.";
        }

        var state = _context.Sessions.Get(Id);
        if (_context.NextOf(state) != step)
        {
            // Something else is to be done by now, such as stopping.
            return;
        }

        switch (FailureDecision.Answer(step, state, exception, _failures))
        {
            case FailureAnswer.Fail:
                await _context.AppendAsync(state, cancellationToken, new Facts.Failed(reason)).ConfigureAwait(false);
                break;
            case FailureAnswer.DelayProposal:
                await _context.AppendAsync(state, cancellationToken, new Facts.PullRequestDelayed(ProposalWaits.After(state.PullRequest?.Wait, (exception as TransientException)?.RetryAfter, reason, _context.Time.GetUtcNow()))).ConfigureAwait(false);
                break;
            case FailureAnswer.RefuseProposal:
                await _context.AppendAsync(state, cancellationToken, new Facts.PullRequestRefused(reason)).ConfigureAwait(false);
                break;
            default:
                if (exception is not JournalException && state is { End: null } && state.Hindrance != reason)
                {
                    await _context.AppendAsync(state, cancellationToken, new Facts.Hindered(reason)).ConfigureAwait(false);
                }

                await BackOffAsync(now => _context.NextOf(now) == step, FailureDecision.WaitAfter(exception, _failures), cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>Waits before a step is tried again, for as long as that is what is to be done.</summary>
    private async Task BackOffAsync(Func<SessionState, bool> isStill, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(wait, _context.Time, over.Token);
        while (!delay.IsCompleted && isStill(_context.Sessions.Get(Id)))
        {
            await Task.WhenAny(delay, WokenAsync(over.Token)).ConfigureAwait(false);
            _wake.Reader.TryRead(out _);
        }

        await over.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Says that nothing stands in the way of the session any more, where that was said before.</summary>
    private async Task ClearAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (_keeper.IsSound && state.Hindrance is not null)
        {
            await _context.AppendAsync(state, cancellationToken, new Facts.Hindered(null)).ConfigureAwait(false);
        }
    }

    private Task WokenAsync(CancellationToken cancellationToken) => _wake.Reader.WaitToReadAsync(cancellationToken).AsTask();

    private CancellationTokenSource BeginStep(CancellationToken stopping)
    {
        lock (_stepLock)
        {
            return _step = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        }
    }

    private void EndStep()
    {
        lock (_stepLock)
        {
            _step = null;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Session {Session}: {Step}.")]
    private partial void LogStep(SessionId session, SessionStep step);

    [LoggerMessage(LogLevel.Warning, "The step {Step} of session {Session} could not be done, failure {Failures} in a row: {Problem}")]
    private partial void LogRefused(SessionId session, SessionStep step, int failures, string problem);

    [LoggerMessage(LogLevel.Error, "A step of session {Session} failed.")]
    private partial void LogFailed(Exception exception, SessionId session);
}
