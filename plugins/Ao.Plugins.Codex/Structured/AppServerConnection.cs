using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.Plugins.Codex.Reading;
using Ao.Plugins.Codex.Setup;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Structured;

/// <summary>Speaks with one run of the app-server.</summary>
/// <remarks>
/// The output is read from its beginning, whatever the cursor is: what was said before tells what hosts before this one have done. Signals up to the
/// cursor are not given again. The first request of a connection is answered behind the answers to all earlier ones, so that afterwards nothing is done twice.
/// </remarks>
internal sealed class AppServerConnection : IAgentConnection, IPermissionResponder
{
    private static readonly TimeSpan s_usualAnswer = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_beforeAnotherTry = TimeSpan.FromSeconds(5);
    private readonly AgentConnectionRequest _request;
    private readonly TimeProvider _time;
    private readonly RunFolder _folder;
    private readonly RunRecord _record;
    private readonly JsonRpcConnection _rpc;
    private readonly AppServerReader _reader;
    private readonly AppServerCalls _calls;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _isCaughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isReady = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public AppServerConnection(AgentConnectionRequest request, TimeProvider timeProvider)
    {
        _request = request;
        _time = timeProvider;
        _folder = new RunFolder(request.StateFolder, request.Run);
        _record = RunRecord.Read(_folder) ?? throw new AoException($"The run '{request.Run}' was not prepared: '{_folder.Record}' is not there.");
        _rpc = new JsonRpcConnection(request.Process, writesVersion: false);
        _reader = new AppServerReader(request.Run, _record);
        _calls = new AppServerCalls(_rpc, _record, request.Settings.Model, request.Workspace.Path);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        var begun = BeginAsync(either.Token);
        try
        {
            await foreach (var signal in ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (signal.Cursor > _request.Cursor)
                {
                    yield return signal;
                }
            }
        }
        finally
        {
            // Nobody may go on waiting for what is not read any more.
            _rpc.End();
            _isCaughtUp.TrySetResult();
            _isReady.TrySetCanceled(CancellationToken.None);
            await either.CancelAsync().ConfigureAwait(false);
            await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var patience = new CancellationTokenSource(s_usualAnswer, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _isReady.Task.WaitAsync(either.Token).ConfigureAwait(false);
            if (!_reader.HasTaken(message.Id))
            {
                await _calls.StartTurnAsync(_reader.Thread!, message.Id, message.Text, either.Token).ConfigureAwait(false);
            }

            return new MessageDelivery(MessageStage.TurnStarted);
        }
        catch (AoException exception)
        {
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MessageDelivery(MessageStage.Failed, _ended.IsCancellationRequested || !patience.IsCancellationRequested ? "The run has ended." : $"Codex has not answered within {s_usualAnswer.TotalSeconds:0} seconds.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask InterruptAsync(CancellationToken cancellationToken = default)
    {
        using var patience = new CancellationTokenSource(s_usualAnswer / 2, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await _isCaughtUp.Task.WaitAsync(either.Token).ConfigureAwait(false);
            if (_reader is { Thread: { } thread, Turn: { } turn })
            {
                await _calls.InterruptAsync(thread, turn, either.Token).ConfigureAwait(false);
            }
        }
        catch (AoException)
        {
            // The turn or the process has ended meanwhile. One that does not listen is ended by the host.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It does not answer: the host ends it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await _isCaughtUp.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_reader.FindQuestion(answer.QuestionId) is { } question)
        {
            await _rpc.AnswerAsync(question.RequestId, json => question.WriteAnswer(json, answer.IsAllowed), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        _rpc.Dispose();
        _ended.Dispose();
    }

    private async IAsyncEnumerable<AgentSignal> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lines = new JsonLines(0);
        var unreadable = new List<AgentSignal>();
        await foreach (var item in _request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
        {
            var read = item is RunOutput output ? lines.Push(output, unreadable.Add) : lines.End(unreadable.Add) is { } last ? [last] : [];
            foreach (var line in read)
            {
                foreach (var signal in Drain(unreadable))
                {
                    yield return signal;
                }

                foreach (var signal in await TakeAsync(line, cancellationToken).ConfigureAwait(false))
                {
                    yield return signal;
                }
            }

            foreach (var signal in Drain(unreadable))
            {
                yield return signal;
            }

            if (item is RunExited exited)
            {
                // Behind the output, since a signal of the last line is at its end.
                if (_reader.End() is { } used)
                {
                    yield return used with { Cursor = lines.Position + 1 };
                }

                yield return new RunEnded { Cursor = lines.Position + 2, ExitCode = exited.ExitCode };
                yield break;
            }
        }
    }

    private static List<AgentSignal> Drain(List<AgentSignal> signals)
    {
        List<AgentSignal> drained = [.. signals];
        signals.Clear();
        return drained;
    }

    private async ValueTask<IEnumerable<AgentSignal>> TakeAsync(JsonLine line, CancellationToken cancellationToken)
    {
        string? unknown = null;
        var id = "";
        var signals = _reader.Read(
            line,
            message =>
            {
                _rpc.Take(message);
                (unknown, id) = message.IsRequest && !OpenQuestion.IsQuestion(message.Method!) ? (message.Method, message.Id!) : (null, "");
            });
        if (unknown is not null)
        {
            await RefuseAsync(id, unknown, cancellationToken).ConfigureAwait(false);
        }

        return signals;
    }

    private async ValueTask RefuseAsync(string id, string method, CancellationToken cancellationToken)
    {
        try
        {
            await _rpc.RefuseAsync(id, $"Ao does not do '{Printable.Quote(method)}'.", cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // The process has ended, so that nobody waits.
        }
    }

    /// <summary>Does what no host has done before: introduces Ao, begins the conversation, gives the prompt.</summary>
    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _calls.InitializeAsync(cancellationToken).ConfigureAwait(false);
                _isCaughtUp.TrySetResult();
                if (_reader.Thread is null)
                {
                    await _calls.StartThreadAsync(cancellationToken).ConfigureAwait(false);
                }

                if (_record.HasPrompt && !_reader.HasTaken(_reader.PromptId))
                {
                    var prompt = await File.ReadAllTextAsync(_folder.Prompt, cancellationToken).ConfigureAwait(false);
                    await _calls.StartTurnAsync(_reader.Thread!, _reader.PromptId, prompt, cancellationToken).ConfigureAwait(false);
                }

                _isReady.TrySetResult();
                return;
            }
            catch (JsonRpcException exception)
            {
                // What was refused is told by the reader. There is nobody to talk to.
                _isReady.TrySetException(exception);
                return;
            }
            catch (AoException)
            {
                // It does not read, or has ended; that ends this too.
                await Task.Delay(s_beforeAnotherTry, _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
