using Ao.Agents;
using Ao.Runtimes;
using Microsoft.Extensions.Logging;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>The attention that a running agent gets: its signals are written down, its messages delivered, its questions put to people, its silence minded.</summary>
/// <remarks>It is kept while the run lives, so that the agent's stream is opened once and not after every claim or report.</remarks>
internal sealed class Attendance : IAsyncDisposable
{
    /// <summary>How long an agent is given to stop by its own means before its process is ended.</summary>
    private static readonly TimeSpan s_interruptTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long an agent is given to break a turn off whose process goes on.</summary>
    private static readonly TimeSpan s_breakTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing must have gone wrong before a silent agent counts as well attended to.</summary>
    private static readonly TimeSpan s_probation = TimeSpan.FromSeconds(30);

    /// <summary>How long an agent is given to break off a turn for which there is no budget any more, before its process is ended.</summary>
    private static readonly TimeSpan s_pauseTimeout = TimeSpan.FromSeconds(3);

    private readonly SessionContext _context;
    private readonly LiveRun _process;
    private readonly IAgentConnection _connection;
    private readonly MessageDesk _messages;
    private readonly PermissionDesk _permissions;
    private readonly SilenceWatch _silence;
    private readonly SignalFacts _facts;
    private readonly CancellationTokenSource _reading = new();
    private readonly IAsyncEnumerator<AgentSignal> _signals;
    private readonly long _begun;
    private Task<bool>? _next;
    private Task<string?>? _interruption;
    private bool _heard;

    private Attendance(SessionContext context, SessionState state, AgentCapabilities capabilities, LiveRun process, IAgentConnection connection, ILogger logger)
    {
        _context = context;
        Run = state.Run!.Id;
        _process = process;
        _connection = connection;
        _messages = new MessageDesk(context, capabilities, connection);
        _permissions = new PermissionDesk(context, connection, logger);
        _silence = new SilenceWatch(capabilities, context.AgentOptionsOf(state), context.Time);
        _facts = new SignalFacts(context, Run.Number, capabilities, context.AgentOptionsOf(state).TurnEndClaimsDone, _messages);
        _begun = context.Time.GetTimestamp();
        _signals = connection.ReadSignalsAsync(_reading.Token).GetAsyncEnumerator(_reading.Token);
        if (!state.TurnIsOver)
        {
            context.Providers.Adopt(capabilities.Provider, state.Id);
        }
    }

    /// <summary>Gets the run that is attended to.</summary>
    public RunId Run { get; }

    /// <summary>Gets whether the conversation is known to work.</summary>
    public bool IsSound => _heard || _context.Time.GetElapsedTime(_begun) >= s_probation;

    public static Attendance Begin(SessionContext context, SessionState state, ILogger logger)
    {
        var agent = context.AgentOf(state);
        var setup = context.SetupOf(state);
        var process = new LiveRun(context.Plugins, context.RuntimeNameOf(state), state.Run!.Handle!);
        var connection = agent.Connect(new AgentConnectionRequest
        {
            Run = state.Run.Id,
            Workspace = state.Workspace!,
            StateFolder = context.Folders.StateOf(state.Id),
            HomeFolder = context.Folders.HomeOf(state.Id),
            ConversationId = state.ConversationId,
            Mode = state.Run.Mode,
            Process = process,
            Settings = setup.Settings,
            Runtime = setup.Runtime,
            Cursor = state.Run.Cursor,
        });
        return new Attendance(context, state, context.CapabilitiesOf(state), process, connection, logger);
    }

    /// <summary>Goes one step on: delivers the next message, takes in the next signal or answer. None waits for another.</summary>
    /// <param name="state">The session as it is now.</param>
    /// <param name="woken">Completes when the session has changed by other means.</param>
    /// <param name="cancellationToken">The token that ends waiting.</param>
    /// <returns><see langword="false"/> when the process is to be ended, so that its next run can be given the message.</returns>
    public async Task<bool> GoOnAsync(SessionState state, Task woken, CancellationToken cancellationToken)
    {
        if (!_messages.Follow(state))
        {
            return false;
        }

        _permissions.Follow(state);
        if (state.InterruptRequested)
        {
            _interruption ??= BreakTurnOffAsync(cancellationToken);
        }

        var pause = state is { Pause: { } paused, TurnIsOver: false } ? paused.At + s_pauseTimeout - _context.Time.GetUtcNow() : (TimeSpan?)null;
        if (pause <= TimeSpan.Zero)
        {
            return false;
        }

        _next ??= _signals.MoveNextAsync().AsTask();
        var silence = _silence.LeftFor(state);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silent = silence is { } left ? Task.Delay(left, _context.Time, waiting.Token) : null;
        var overtime = pause is { } patience ? Task.Delay(patience, _context.Time, waiting.Token) : null;
        Task?[] awaited = [_next, woken, _interruption, silent, overtime, .. _messages.Awaited, .. _permissions.Awaited];
        await Task.WhenAny(awaited.OfType<Task>()).WaitAsync(cancellationToken).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);

        if (await _messages.TakeAsync(state, cancellationToken).ConfigureAwait(false) || await _permissions.TakeAsync(state, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        if (_interruption is { IsCompleted: true } interruption)
        {
            await _context.AppendAsync(state.Id, cancellationToken, new Facts.Interrupted(await interruption.ConfigureAwait(false))).ConfigureAwait(false);
            _interruption = null;
        }
        else if (_next.IsCompleted)
        {
            await TakeSignalAsync(state, cancellationToken).ConfigureAwait(false);
        }
        else if (silent is { IsCompletedSuccessfully: true })
        {
            await TakeSilenceAsync(state, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Asks the agent to stop by its own means. It is not waited for longer than it may take.</summary>
    /// <exception cref="AoException">It could not be asked.</exception>
    public async Task InterruptAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_interruptTimeout, _context.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            // Waited for from outside: an agent that does not heed its token must not keep its process alive.
            await AskToStopAsync(ending.Token).WaitAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // It had its time; ending the process is what follows anyway.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reading.CancelAsync().ConfigureAwait(false);
        await _messages.DisposeAsync().ConfigureAwait(false);
        await _permissions.DisposeAsync().ConfigureAwait(false);
        if (_interruption is not null)
        {
            await ((Task)_interruption).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_next is not null)
        {
            // An enumerator must not be disposed while it moves; how the abandoned move ends does not matter.
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _signals.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _reading.Dispose();
    }

    private async Task AskToStopAsync(CancellationToken cancellationToken)
    {
        // First, so that what is written of the message does not mix with the request to stop.
        await _messages.BreakOffAsync().ConfigureAwait(false);
        await _connection.InterruptAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Has the agent break its turn off and stay.</summary>
    /// <returns>Why that could not be done, where it could not.</returns>
    private async Task<string?> BreakTurnOffAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_breakTimeout, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token, _reading.Token);
        try
        {
            await _connection.InterruptAsync(either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return "The agent did not break its turn off in time. Stop the session to end its process.";
        }
        catch (AoException exception)
        {
            return exception.Message;
        }
    }

    private async Task TakeSignalAsync(SessionState state, CancellationToken cancellationToken)
    {
        if (!await _next!.ConfigureAwait(false))
        {
            throw new AoException($"The agent '{state.Request.Agent}' ended its signals without saying how the run ended.");
        }

        // The signal is left in place until its facts are written, so that it is not passed over when an append has to be repeated.
        await _facts.TakeAsync(state, _signals.Current, cancellationToken).ConfigureAwait(false);
        _next = null;
        _heard = true;
        _silence.Heard();
    }

    /// <summary>Draws the consequence of a silence that has lasted too long: a run that never came up fails, a turn is broken off.</summary>
    private async Task TakeSilenceAsync(SessionState state, CancellationToken cancellationToken)
    {
        var options = _context.AgentOptionsOf(state);
        if (SilenceWatch.IsStarting(state))
        {
            var error = await _process.ReadErrorAsync(2000, cancellationToken).ConfigureAwait(false);
            var said = error.Length == 0 ? "" : $" It wrote: {Printable.Clean(error)}";
            await _context.AppendAsync(state, cancellationToken, new Facts.Failed($"The agent '{state.Request.Agent}' gave no sign within {options.StartTimeout} of its launch.{said}")).ConfigureAwait(false);
            return;
        }

        var reason = $"Nothing was heard of the turn for {options.SilenceTimeout}, so it was broken off. Send a message to go on, or stop the session.";
        await _context.AppendAsync(state, cancellationToken, new Facts.TurnOverdue(Run.Number, reason), new Facts.InterruptRequested()).ConfigureAwait(false);
        _silence.Heard();
    }
}
