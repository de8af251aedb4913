using Ao.Agents;
using Ao.Runtimes;
using Facts = Ao.Sessions.SessionFacts;

namespace Ao.Sessions.Steps;

/// <summary>The attention that a running agent gets: its signals are written down, its messages delivered.</summary>
/// <remarks>It is kept while the run lives, so that the agent's stream is opened once and not after every claim or report.</remarks>
internal sealed class Attendance : IAsyncDisposable
{
    /// <summary>How long an agent is given to stop by its own means before its process is ended.</summary>
    private static readonly TimeSpan s_interruptTimeout = TimeSpan.FromSeconds(2);

    /// <summary>How long a run that has not taken a message is left alone before it is offered again.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    /// <summary>How long nothing must have gone wrong before a silent agent counts as well attended to.</summary>
    private static readonly TimeSpan s_probation = TimeSpan.FromSeconds(30);

    private readonly SessionContext _context;
    private readonly AgentCapabilities _capabilities;
    private readonly IAgentConnection _connection;
    private readonly CancellationTokenSource _reading = new();
    private readonly CancellationTokenSource _offering = new();
    private readonly IAsyncEnumerator<AgentSignal> _signals;
    private readonly long _begun;
    private Task<bool>? _next;
    private MessageOffer? _offer;
    private Task? _pause;
    private bool _heard;

    private Attendance(SessionContext context, RunId run, AgentCapabilities capabilities, IAgentConnection connection)
    {
        _context = context;
        Run = run;
        _capabilities = capabilities;
        _connection = connection;
        _begun = context.Time.GetTimestamp();
        _signals = connection.ReadSignalsAsync(_reading.Token).GetAsyncEnumerator(_reading.Token);
    }

    /// <summary>Gets the run that is attended to.</summary>
    public RunId Run { get; }

    /// <summary>Gets whether the conversation is known to work.</summary>
    public bool IsSound => _heard || _context.Time.GetElapsedTime(_begun) >= s_probation;

    public static Attendance Begin(SessionContext context, SessionState state)
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
            Process = process,
            Settings = setup.Settings,
            Runtime = setup.Runtime,
            Cursor = state.Run.Cursor,
        });
        return new Attendance(context, state.Run.Id, agent.CapabilitiesFor(setup), connection);
    }

    /// <summary>Goes one step on: delivers the next message or takes in the next signal. Neither waits for the other.</summary>
    /// <param name="state">The session as it is now.</param>
    /// <param name="woken">Completes when the session has changed by other means.</param>
    /// <param name="cancellationToken">The token that ends waiting.</param>
    /// <returns><see langword="false"/> when the process is to be ended, so that its next run can be given the message.</returns>
    public async Task<bool> GoOnAsync(SessionState state, Task woken, CancellationToken cancellationToken)
    {
        if (state.NextMessage is { } message && _offer is null)
        {
            if (_capabilities.TakesMessagesWhileRunning && _pause is not { IsCompleted: false })
            {
                _offer = MessageOffer.Make(_connection, message, _offering.Token);
            }
            else if (state.Run!.Claimed)
            {
                return false;
            }
        }

        _next ??= _signals.MoveNextAsync().AsTask();
        Task?[] awaited = [_next, woken, _offer?.Delivery, _pause];
        await Task.WhenAny(awaited.OfType<Task>()).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_pause is { IsCompleted: true })
        {
            _pause = null;
        }

        // The offer and the signal are left in place until their facts are written, so that nothing is passed over when an append has to be repeated.
        if (_offer is { Delivery.IsCompleted: true } offer)
        {
            await TakeAsync(state, offer.Message, await offer.Delivery.ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            _offer = null;
        }
        else if (_next.IsCompleted)
        {
            if (!await _next.ConfigureAwait(false))
            {
                throw new AoException($"The agent '{state.Request.Agent}' ended its signals without saying how the run ended.");
            }

            var facts = FactsOf(state, _signals.Current);
            if (facts.Count > 0)
            {
                await _context.AppendAsync(state, cancellationToken, facts).ConfigureAwait(false);
            }

            _next = null;
            _heard = true;
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
        await BreakOffAsync().ConfigureAwait(false);
        if (_next is not null)
        {
            // An enumerator must not be disposed while it moves; how the abandoned move ends does not matter.
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _signals.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _reading.Dispose();
        _offering.Dispose();
    }

    private async Task AskToStopAsync(CancellationToken cancellationToken)
    {
        // First, so that what is written of the message does not mix with the request to stop.
        await BreakOffAsync().ConfigureAwait(false);
        await _connection.InterruptAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Breaks a delivery off. The message stays with the host.</summary>
    private async Task BreakOffAsync()
    {
        await _offering.CancelAsync().ConfigureAwait(false);
        if (_offer is not null)
        {
            await ((Task)_offer.Delivery).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Writes down how far a message got. One that was not taken waits for its next chance, which may be the next run.</summary>
    private async Task TakeAsync(SessionState state, MessageReceipt message, MessageDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.Stage is > MessageStage.Persisted and < MessageStage.Failed)
        {
            await _context.AppendAsync(state.Id, cancellationToken, MovesTo(delivery.Stage, message.Id)).ConfigureAwait(false);
            return;
        }

        if (message.Reason != delivery.Reason)
        {
            await _context.AppendAsync(state.Id, cancellationToken, new Facts.MessageMoved(message.Id, MessageStage.Failed, delivery.Reason)).ConfigureAwait(false);
        }

        _pause = Task.Delay(s_pause, _context.Time, _reading.Token);
    }

    private IReadOnlyList<object> FactsOf(SessionState state, AgentSignal signal)
    {
        var run = Run.Number;
        return signal switch
        {
            ActivityChanged changed => [new Facts.ActivityChanged(run, signal.Cursor, changed.Activity, changed.Detail)],
            ConversationStarted started => [new Facts.ConversationStarted(run, signal.Cursor, started.ConversationId)],
            UsageReported used => [new Facts.UsageReported(run, signal.Cursor, used.InputTokens, used.OutputTokens, used.CachedTokens, used.ReasoningTokens)],
            ReportFiled filed => [new Facts.ReportFiled(run, signal.Cursor, _context.Keys.Of(state.Id, $"report/{run}-{signal.Cursor}"), filed.Report with { SourceSession = state.Id })],
            TurnStarted turn => MovesOf(state, turn.MessageId, MessageStage.TurnStarted),
            MessageAcknowledged acknowledged => MovesOf(state, acknowledged.MessageId, MessageStage.Acknowledged),
            DoneClaimed claim => [new Facts.DoneClaimed(run, signal.Cursor, claim.Summary, claim.Revision)],
            OutputUnreadable unreadable => [new Facts.OutputUnreadable(run, signal.Cursor, unreadable.Problem)],
            RunEnded { ExitCode: 0 } when _capabilities.ExitClaimsDone && !state.Run!.Claimed => [new Facts.RunEnded(run, 0), new Facts.DoneClaimed(run, signal.Cursor, null, null)],
            RunEnded ended => [new Facts.RunEnded(run, ended.ExitCode)],
            _ => [],
        };
    }

    /// <summary>Tells what an agent's word about a message is worth: nothing, where it was never given the message.</summary>
    private IReadOnlyList<object> MovesOf(SessionState state, string id, MessageStage stage) => state.Messages.Find(message => message.Id == id) switch
    {
        { Stage: MessageStage.Persisted } when _offer?.Message.Id == id => MovesTo(stage, id),
        { Stage: >= MessageStage.Submitted } given when given.Stage < stage => [new Facts.MessageMoved(id, stage, null)],
        _ => [],
    };

    /// <summary>Gives the stages that a message passes from the journal to a stage: what is understood was submitted before.</summary>
    private static IReadOnlyList<object> MovesTo(MessageStage stage, string id) => stage == MessageStage.Submitted
        ? [new Facts.MessageMoved(id, stage, null)]
        : [new Facts.MessageMoved(id, MessageStage.Submitted, null), new Facts.MessageMoved(id, stage, null)];
}
