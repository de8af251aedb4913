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

    private readonly SessionContext _context;
    private readonly AgentCapabilities _capabilities;
    private readonly IAgentConnection _connection;
    private readonly CancellationTokenSource _reading = new();
    private readonly IAsyncEnumerator<AgentSignal> _signals;
    private Task<bool>? _next;

    private Attendance(SessionContext context, RunId run, AgentCapabilities capabilities, IAgentConnection connection)
    {
        _context = context;
        Run = run;
        _capabilities = capabilities;
        _connection = connection;
        _signals = connection.ReadSignalsAsync(_reading.Token).GetAsyncEnumerator(_reading.Token);
    }

    /// <summary>Gets the run that is attended to.</summary>
    public RunId Run { get; }

    public static Attendance Begin(SessionContext context, SessionState state)
    {
        var agent = context.AgentOf(state);
        var settings = context.SettingsOf(state);
        var runtime = context.RuntimeNameOf(state);
        var process = new LiveRun(context.RuntimeOf(state), context.Plugins.Find<IRunInputWriter>(Plugins.Slot.Runtime, runtime), state.Run!.Handle!);
        var connection = agent.Connect(new AgentConnectionRequest
        {
            Run = state.Run.Id,
            Workspace = state.Workspace!,
            StateFolder = context.Folders.StateOf(state.Id),
            Process = process,
            Settings = settings,
            Cursor = state.Run.Cursor,
        });
        return new Attendance(context, state.Run.Id, agent.CapabilitiesFor(settings), connection);
    }

    /// <summary>Goes one step on: delivers the next message or takes in the next signal.</summary>
    /// <param name="state">The session as it is now.</param>
    /// <param name="woken">Completes when the session has changed by other means.</param>
    /// <param name="cancellationToken">The token that ends waiting.</param>
    /// <returns><see langword="false"/> when the process is to be ended, so that its next run can be given the message.</returns>
    public async Task<bool> GoOnAsync(SessionState state, Task woken, CancellationToken cancellationToken)
    {
        if (state.NextMessage is { } message)
        {
            if (_capabilities.TakesMessagesWhileRunning)
            {
                var delivery = await _connection.SendAsync(new AgentMessage { Id = message.Id, Text = message.Text }, cancellationToken).ConfigureAwait(false);
                await _context.AppendAsync(state.Id, cancellationToken, new Facts.MessageMoved(message.Id, delivery.Stage, delivery.Reason)).ConfigureAwait(false);
                return true;
            }

            if (state.Run!.Claimed)
            {
                return false;
            }
        }

        _next ??= _signals.MoveNextAsync().AsTask();
        await Task.WhenAny(_next, woken).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_next.IsCompleted)
        {
            // Left in place until its fact is written, so that a signal is not passed over when the append has to be repeated.
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
        }

        return true;
    }

    /// <summary>Asks the agent to stop by its own means.</summary>
    /// <exception cref="AoException">It could not be asked.</exception>
    public async Task InterruptAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_interruptTimeout, _context.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await _connection.InterruptAsync(ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // It had its time; ending the process is what follows anyway.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reading.CancelAsync().ConfigureAwait(false);
        if (_next is not null)
        {
            // An enumerator must not be disposed while it moves; how the abandoned move ends does not matter.
            await ((Task)_next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await _signals.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
        _reading.Dispose();
    }

    private IReadOnlyList<object> FactsOf(SessionState state, AgentSignal signal)
    {
        var run = Run.Number;
        return signal switch
        {
            ActivityChanged changed => [new Facts.ActivityChanged(run, signal.Cursor, changed.Activity, changed.Detail)],
            ConversationStarted started => [new Facts.ConversationStarted(run, signal.Cursor, started.ConversationId)],
            UsageReported used => [new Facts.UsageReported(run, signal.Cursor, used.InputTokens, used.OutputTokens, used.CachedTokens, used.ReasoningTokens)],
            ReportFiled filed => [new Facts.ReportFiled(run, signal.Cursor, new OperationKey($"{state.Id}/report/{run}-{signal.Cursor}"), filed.Report with { SourceSession = state.Id })],
            MessageAcknowledged acknowledged => [new Facts.MessageMoved(acknowledged.MessageId, MessageStage.Acknowledged, null)],
            DoneClaimed claim => [new Facts.DoneClaimed(run, signal.Cursor, claim.Summary, claim.Revision)],
            OutputUnreadable unreadable => [new Facts.OutputUnreadable(run, signal.Cursor, unreadable.Problem)],
            RunEnded { ExitCode: 0 } when _capabilities.ExitClaimsDone && !state.Run!.Claimed => [new Facts.RunEnded(run, 0), new Facts.DoneClaimed(run, signal.Cursor, null, null)],
            RunEnded ended => [new Facts.RunEnded(run, ended.ExitCode)],
            _ => [],
        };
    }
}
