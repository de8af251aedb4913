using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.OpenCode;

/// <summary>Follows the log of one run of OpenCode, and speaks with its server.</summary>
internal sealed class OpenCodeConnection : IAgentConnection, IPermissionResponder
{
    /// <summary>What a prompt is marked with that is no message of the host.</summary>
    public const string PromptMark = "prompt";

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_usualTurn = TimeSpan.FromSeconds(15);
    private readonly AgentConnectionRequest _request;
    private readonly OpenCodeServer _server;
    private readonly TimeProvider _timeProvider;
    private readonly TurnReader _turns;
    private readonly OpenCodeStart _start;
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<int?> _exit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OpenCodeConnection(AgentConnectionRequest request, OpenCodeRun run, OpenCodeServer server, TimeProvider timeProvider)
    {
        (_request, _server, _timeProvider) = (request, server, timeProvider);
        _turns = new TurnReader(OpenCodeRun.TitleOf(request.Run), run);
        _start = new OpenCodeStart(request, run, server, _turns, timeProvider);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _closing.Token);
        var watching = WatchAsync(ending.Token);
        var work = Task.CompletedTask;
        using var log = new EventLog(OpenCodeRun.LogIn(_request.StateFolder, _request.Run));
        var lines = new JsonLines(0);
        var isAborted = false;
        try
        {
            for (var isCaughtUp = false; ;)
            {
                var hasEnded = _exit.Task.IsCompleted;
                if (await log.ReadAsync(ending.Token).ConfigureAwait(false) is { } part)
                {
                    foreach (var signal in Read(lines, part).Where(signal => signal.Cursor > _request.Cursor))
                    {
                        yield return signal;
                    }
                }
                else if (hasEnded)
                {
                    yield return new RunEnded { Cursor = lines.Position + 1, ExitCode = await _exit.Task.ConfigureAwait(false), Source = SignalSource.OperatingSystem };
                    yield break;
                }
                else
                {
                    if (!isCaughtUp)
                    {
                        isCaughtUp = true;
                        work = _start.RunAsync(ending.Token);
                    }

                    isAborted = _turns.IsRetrying && (isAborted || await TryAbortAsync(ending.Token).ConfigureAwait(false));
                    await Task.WhenAny(_exit.Task, Task.Delay(s_pause, _timeProvider, ending.Token)).ConfigureAwait(false);
                    ending.Token.ThrowIfCancellationRequested();
                    foreach (var failed in new[] { work, watching }.Where(static task => task.IsFaulted))
                    {
                        await failed.ConfigureAwait(false);
                    }
                }
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(work, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            if (await ConversationAsync(cancellationToken).ConfigureAwait(false) is not { } conversation)
            {
                return new MessageDelivery(MessageStage.Failed, "OpenCode has ended, or has no conversation.");
            }

            if (_turns.WasTold(message.Id))
            {
                return new MessageDelivery(MessageStage.Acknowledged);
            }

            await _server.PromptAsync(conversation, message.Text, message.Id, _request.Run.Number, cancellationToken).ConfigureAwait(false);
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
        using var patience = new CancellationTokenSource(s_usualTurn, _timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        if (!_exit.Task.IsCompleted && await ConversationAsync(either.Token).ConfigureAwait(false) is { } conversation)
        {
            await _server.AbortAsync(conversation, either.Token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await _server.ReplyAsync(answer.QuestionId, answer.IsAllowed, answer.Reason, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        _exit.TrySetResult(null);
    }

    /// <summary>Waits until the conversation is there.</summary>
    /// <returns>The conversation, or <see langword="null"/> where there will be none.</returns>
    private async Task<string?> ConversationAsync(CancellationToken cancellationToken)
    {
        var finished = await Task.WhenAny(_start.Conversation, _exit.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        return finished == _start.Conversation ? await _start.Conversation.ConfigureAwait(false) : null;
    }

    /// <summary>Ends a turn in which OpenCode would ask a provider on and on that refuses. It is one that goes on here and now: those of the log's past are over.</summary>
    private async Task<bool> TryAbortAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _server.AbortAsync(_turns.Conversation!, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AoException)
        {
            // It is tried again, as long as the process lives.
            return false;
        }
    }

    private List<AgentSignal> Read(JsonLines lines, RunOutput part)
    {
        var signals = new List<AgentSignal>();
        foreach (var line in lines.Push(part, problem => signals.Add(problem with { Source = SignalSource.Hook })))
        {
            signals.AddRange(_turns.Read(line));
        }

        return signals;
    }

    /// <summary>Waits for the end of the process. What it writes is its screen, or words for a person.</summary>
    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (item is RunExited exited)
            {
                _exit.TrySetResult(exited.ExitCode);
                return;
            }
        }
    }
}
