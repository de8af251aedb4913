using System.Threading.Channels;
using Ao.Journal;
using Ao.Sessions.Admission;
using Ao.Sessions.Steps;
using Microsoft.Extensions.Logging;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions;

/// <summary>Drives one session: reads its state, decides, carries out, again and again. It waits for no other session.</summary>
internal sealed partial class SessionRunner : IAsyncDisposable
{
    /// <summary>How often a step is tried again when an outside service could not be reached.</summary>
    private const int MaxTransientFailures = 5;

    private static readonly TimeSpan s_firstBackOff = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestBackOff = TimeSpan.FromSeconds(30);

    private readonly SessionId _id;
    private readonly SessionContext _context;
    private readonly SessionSteps _steps;
    private readonly AdmissionController _admission;
    private readonly ILogger<SessionRunner> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _stepLock = new();
    private CancellationTokenSource? _step;
    private Task _loop = Task.CompletedTask;
    private AdmissionTicket? _ticket;
    private Attendance? _attendance;
    private int _failures;

    public SessionRunner(SessionId id, SessionContext context, SessionSteps steps, AdmissionController admission, AdmissionTicket? ticket, ILogger<SessionRunner> logger)
    {
        _id = id;
        _context = context;
        _steps = steps;
        _admission = admission;
        _ticket = ticket;
        _logger = logger;
    }

    public void Start() => _loop = Task.Run(() => DriveAsync(_stopping.Token));

    /// <summary>Says that the session has changed.</summary>
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
        await LetGoAsync().ConfigureAwait(false);
        _ticket?.Dispose();
        _stopping.Dispose();
    }

    private async Task DriveAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            // Taken before the state is read: a change after the reading wakes again.
            _wake.Reader.TryRead(out _);
            var state = _context.Sessions.Get(_id);
            using var step = BeginStep(stopping);
            try
            {
                await GoOnAsync(state, step.Token).ConfigureAwait(false);
                _failures = 0;
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
                await MindAsync(state, exception, stopping).ConfigureAwait(false);
            }
            finally
            {
                EndStep();
            }
        }
    }

    private async Task GoOnAsync(SessionState state, CancellationToken cancellationToken)
    {
        var next = _context.NextOf(state);
        if (next is not (SessionStep.Attend or SessionStep.Verify or SessionStep.SubmitReport or SessionStep.EndRun))
        {
            await LetGoAsync().ConfigureAwait(false);
        }

        if (NeedsTicket(next))
        {
            await EnterAsync(state, cancellationToken).ConfigureAwait(false);
            state = _context.Sessions.Get(_id);
        }
        else if (!state.HasLiveRun)
        {
            _ticket?.Dispose();
            _ticket = null;
        }

        LogStep(_id, next);
        switch (next)
        {
            case SessionStep.Rest:
                await _wake.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.Attend:
                await AttendAsync(state, cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.EndRun:
                await EndRunAsync(state, cancellationToken).ConfigureAwait(false);
                break;
            case SessionStep.OpenPullRequest or SessionStep.UpdatePullRequest:
                await ProposeAsync(next, state, cancellationToken).ConfigureAwait(false);
                break;
            default:
                await _steps.PerformAsync(next, state, cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private static bool NeedsTicket(SessionStep step) =>
        step is SessionStep.OpenWorkspace or SessionStep.IntendTask or SessionStep.IntendMessage or SessionStep.Launch or SessionStep.Attend or SessionStep.Verify;

    private async Task EnterAsync(SessionState state, CancellationToken cancellationToken)
    {
        var project = _context.ProjectOf(state);
        _ticket ??= state.HasLiveRun
            ? _admission.Adopt(project.Id)
            : await _admission.EnterAsync(new AdmissionRequest(_id, project.Id, project.Options.MaxSessions, state.RequestedAt), cancellationToken).ConfigureAwait(false);
        if (!state.Admitted)
        {
            await _context.AppendAsync(state, cancellationToken, new Facts.Admitted()).ConfigureAwait(false);
        }
    }

    private async Task AttendAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (_attendance?.Run != state.Run!.Id)
        {
            await LetGoAsync().ConfigureAwait(false);
            _attendance = Attendance.Begin(_context, state);
            _context.Recovery.Attended(_id);
        }

        var woken = _wake.Reader.WaitToReadAsync(cancellationToken).AsTask();
        if (!await _attendance.GoOnAsync(state, woken, cancellationToken).ConfigureAwait(false))
        {
            await EndRunAsync(state, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task EndRunAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (_attendance is { } attendance)
        {
            try
            {
                await attendance.InterruptAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (AoException exception)
            {
                LogNotInterrupted(_id, exception.Message);
            }

            await LetGoAsync().ConfigureAwait(false);
        }

        await _steps.PerformAsync(SessionStep.EndRun, state, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Proposes the change, which may wait long for a person; what the session is told meanwhile comes first.</summary>
    private async Task ProposeAsync(SessionStep step, SessionState state, CancellationToken cancellationToken)
    {
        using var proposing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var proposal = _steps.PerformAsync(step, state, proposing.Token);
        while (!proposal.IsCompleted)
        {
            var woken = _wake.Reader.WaitToReadAsync(cancellationToken).AsTask();
            await Task.WhenAny(proposal, woken).ConfigureAwait(false);
            _wake.Reader.TryRead(out _);
            if (_context.Sessions.Get(_id).NextMessage is not null)
            {
                await proposing.CancelAsync().ConfigureAwait(false);
                await ((Task)proposal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        await proposal.ConfigureAwait(false);
    }

    /// <summary>Deals with what a step has thrown: waits and tries again where that may help, and ends the session where it cannot.</summary>
    private async Task MindAsync(SessionState state, Exception exception, CancellationToken stopping)
    {
        _failures++;
        try
        {
            if (exception is JournalException || (exception is TransientException && _failures <= MaxTransientFailures))
            {
                LogTryingAgain(_id, _failures, exception.Message);
                var wait = (exception as TransientException)?.RetryAfter ?? TimeSpan.FromTicks(Math.Min(s_longestBackOff.Ticks, s_firstBackOff.Ticks << Math.Min(_failures - 1, 10)));
                await Task.Delay(wait, _context.Time, stopping).ConfigureAwait(false);
                return;
            }

            var reason = exception.Message;
            if (exception is AoException)
            {
                LogRefused(_id, reason);
            }
            else
            {
                LogFailed(exception, _id);
                reason = $"An unexpected error: {reason} The log has the details.";
            }

            if (state.End is null)
            {
                await _context.AppendAsync(_id, stopping, new Facts.Failed(reason)).ConfigureAwait(false);
            }
            else if (exception is AoException && _context.NextOf(state) is SessionStep.OpenPullRequest or SessionStep.UpdatePullRequest)
            {
                await _context.AppendAsync(_id, stopping, new Facts.PullRequestRefused(reason)).ConfigureAwait(false);
            }
            else
            {
                // The session has ended already and something about its end went wrong, such as removing its folder: it is tried again later.
                await Task.Delay(s_longestBackOff, _context.Time, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host stops.
        }
        catch (JournalException unwritten)
        {
            LogTryingAgain(_id, _failures, unwritten.Message);
        }
    }

    private async ValueTask LetGoAsync()
    {
        if (_attendance is { } attendance)
        {
            _attendance = null;
            await attendance.DisposeAsync().ConfigureAwait(false);
        }
    }

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

    [LoggerMessage(LogLevel.Warning, "Session {Session} goes on trying after failure {Failures}: {Problem}")]
    private partial void LogTryingAgain(SessionId session, int failures, string problem);

    [LoggerMessage(LogLevel.Warning, "The agent of session {Session} could not be interrupted by its own means, so its process is ended: {Problem}")]
    private partial void LogNotInterrupted(SessionId session, string problem);

    [LoggerMessage(LogLevel.Warning, "A step of session {Session} could not be done: {Problem}")]
    private partial void LogRefused(SessionId session, string problem);

    [LoggerMessage(LogLevel.Error, "A step of session {Session} failed.")]
    private partial void LogFailed(Exception exception, SessionId session);
}
