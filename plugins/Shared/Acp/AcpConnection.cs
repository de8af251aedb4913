using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Ao.Agents;
using Ao.JsonRpc;
using Ao.Runtimes;

namespace Ao.Acp;

/// <summary>Speaks the Agent Client Protocol with one run of an agent.</summary>
internal sealed class AcpConnection : IAgentConnection, IPermissionResponder
{
    private readonly AgentConnectionRequest _request;
    private readonly AcpRun _run;
    private readonly JsonRpcConnection _rpc;
    private readonly AcpSteps _steps;
    private readonly AcpTurns _turns;
    private readonly AcpStart _start;
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _hasEnded;

    public AcpConnection(AgentConnectionRequest request, AcpFiles files)
    {
        _request = request;
        _run = files.ReadRun();
        _rpc = new JsonRpcConnection(request.Process, writesVersion: true);
        _steps = new AcpSteps(files);
        _turns = new AcpTurns(_run, _steps);
        _start = new AcpStart(request, _run, files, _steps, _turns, _rpc);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var events = Channel.CreateBounded<RunEvent>(4);
        var watching = WatchAsync(events.Writer, ending.Token);
        var starting = StartAsync(events.Writer, ending.Token);
        try
        {
            var lines = new JsonLines(0);
            await foreach (var item in events.Reader.ReadAllAsync(ending.Token).ConfigureAwait(false))
            {
                foreach (var signal in await TakeAsync(lines, item, ending.Token).ConfigureAwait(false))
                {
                    if (signal.Cursor > _request.Cursor || signal is RunEnded)
                    {
                        yield return signal;
                    }
                }

                if (item is RunExited)
                {
                    yield break;
                }
            }
        }
        finally
        {
            _hasEnded = true;
            _caughtUp.TrySetResult();
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(watching, starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (_hasEnded || await _start.Ready.WaitAsync(cancellationToken).ConfigureAwait(false) is not { } conversation)
        {
            return new MessageDelivery(MessageStage.Failed, "The agent has ended, or has no conversation.");
        }

        if (_steps.HasPrompt(message.Id))
        {
            return new MessageDelivery(MessageStage.Submitted);
        }

        try
        {
            await _steps.DoAsync(
                new AcpStep(AcpStep.Prompt, message.Id),
                () => _rpc.AskAsync("session/prompt", AcpStep.Prompt, json => AcpRequests.Prompt(json, conversation, message.Text), cancellationToken),
                cancellationToken).ConfigureAwait(false);
            return new MessageDelivery(MessageStage.Submitted);
        }
        catch (AoException exception)
        {
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InterruptAsync(CancellationToken cancellationToken = default)
    {
        if (_hasEnded || _steps.PromptOf(_turns.Turn) is null || !_turns.Conversation.Task.IsCompletedSuccessfully || await _turns.Conversation.Task.ConfigureAwait(false) is not { } conversation)
        {
            return;
        }

        await _steps.DoAsync(
            new AcpStep(AcpStep.Cancel),
            () => _rpc.NotifyAsync("session/cancel", json => json.WriteString("sessionId", conversation), cancellationToken),
            cancellationToken).ConfigureAwait(false);
        foreach (var question in _turns.Questions.Values)
        {
            await _rpc.AnswerAsync(question.RequestId, static json => AcpRequests.Answer(json, option: null), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);

        // A question that was asked before this connection is known again when that much was read.
        await _caughtUp.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_turns.Questions.TryGetValue(answer.QuestionId, out var question) && !_hasEnded)
        {
            await AnswerAsync(question, answer.IsAllowed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hasEnded = true;
        _caughtUp.TrySetResult();
        await _closing.CancelAsync().ConfigureAwait(false);
        _rpc.End();
    }

    private Task AnswerAsync(AcpQuestion question, bool isAllowed, CancellationToken cancellationToken) =>
        _rpc.AnswerAsync(question.RequestId, json => AcpRequests.Answer(json, isAllowed ? question.Allow : question.Reject), cancellationToken);

    private async Task WatchAsync(ChannelWriter<RunEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in _request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
            {
                await events.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }

            events.TryComplete();
        }
        catch (Exception exception)
        {
            events.TryComplete(exception);
            throw;
        }
    }

    private async Task StartAsync(ChannelWriter<RunEvent> events, CancellationToken cancellationToken)
    {
        try
        {
            await _start.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AoException exception)
        {
            // Where the process has ended, that is told next.
            await events.WriteAsync(new AcpFailed(exception.Message), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<List<AgentSignal>> TakeAsync(JsonLines lines, RunEvent item, CancellationToken cancellationToken)
    {
        var signals = new List<AgentSignal>();
        switch (item)
        {
            case RunOutput output:
                foreach (var line in lines.Push(output, signals.Add))
                {
                    await TakeAsync(line, signals, cancellationToken).ConfigureAwait(false);
                }

                await CatchUpAsync(lines.Position, cancellationToken).ConfigureAwait(false);
                break;
            case AcpFailed failed:
                signals.Add(new ActivityChanged { Cursor = lines.Position + 1, Activity = AgentActivity.Blocked, Detail = failed.Message });
                signals.Add(new TurnEnded { Cursor = lines.Position + 2, Outcome = TurnOutcome.Failed, Detail = failed.Message });
                break;
            case RunExited exited:
                if (lines.End(signals.Add) is { } last)
                {
                    await TakeAsync(last, signals, cancellationToken).ConfigureAwait(false);
                }

                signals.Add(new RunEnded { Cursor = lines.Position + 3, ExitCode = exited.ExitCode });
                break;
        }

        return signals;
    }

    private async Task TakeAsync(JsonLine line, List<AgentSignal> signals, CancellationToken cancellationToken)
    {
        if (JsonRpcMessage.Read(line.End, line.Object) is not { } message)
        {
            return;
        }

        signals.AddRange(_turns.Read(message));

        // Files and terminals were not offered. A host before this one has refused what it read.
        if (message is { IsRequest: true, Method: not "session/request_permission" } && message.End > _request.Cursor)
        {
            await _rpc.RefuseAsync(message.Id!, $"The client does not offer '{Printable.Quote(message.Method)}'.", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Answers what needs no person, as soon as as much was read as the host before had: what is open then was not answered for certain.</summary>
    private async Task CatchUpAsync(long position, CancellationToken cancellationToken)
    {
        if (position < _request.Cursor)
        {
            return;
        }

        foreach (var (id, question) in _turns.Questions)
        {
            if (question.AnswerBy(_run) is { } isAllowed && _answered.Add(id))
            {
                await AnswerAsync(question, isAllowed, cancellationToken).ConfigureAwait(false);
            }
        }

        _caughtUp.TrySetResult();
    }
}
