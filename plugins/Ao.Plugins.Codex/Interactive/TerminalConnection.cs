using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.Plugins.Codex.Setup;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Understands one run of Codex with its own screen, by its logs, and types into it.</summary>
internal sealed class TerminalConnection : IAgentConnection, IPermissionResponder
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private readonly AgentConnectionRequest _request;
    private readonly TimeProvider _time;
    private readonly RunFolder _folder;
    private readonly RunRecord _record;
    private readonly TypedTexts _typed;
    private readonly TerminalReader _reader;
    private readonly TerminalTyping _typing;
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource _isCaughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isPrompted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TerminalConnection(AgentConnectionRequest request, TimeProvider timeProvider)
    {
        _request = request;
        _time = timeProvider;
        _folder = new RunFolder(request.StateFolder, request.Run);
        _record = RunRecord.Read(_folder) ?? throw new AoException($"The run '{request.Run}' was not prepared: '{_folder.Record}' is not there.");
        _typed = new TypedTexts(_folder.Typed);
        _reader = new TerminalReader(request.Run, _record, _typed);
        _typing = new TerminalTyping(request.Process, _reader, _typed, _folder, timeProvider);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        var exit = WaitForExitAsync(either.Token);
        var prompting = PromptAsync(either.Token);
        var logs = new TerminalLogs(_reader, new CodexHome(_request.HomeFolder), _folder, _record, _request.ConversationId, _request.Cursor);
        try
        {
            while (true)
            {
                // Looked at before reading: what was complete then is read below.
                var hasEnded = exit.IsCompleted;
                foreach (var signal in logs.Read())
                {
                    yield return signal;
                }

                _isCaughtUp.TrySetResult();
                if (logs.Conversation is not null)
                {
                    _isUp.TrySetResult();
                }

                if (hasEnded)
                {
                    foreach (var signal in logs.End(await exit.ConfigureAwait(false)))
                    {
                        yield return signal;
                    }

                    yield break;
                }

                await Task.WhenAny(exit, Task.Delay(s_look, _time, cancellationToken)).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _isCaughtUp.TrySetResult();
            _isPrompted.TrySetCanceled(CancellationToken.None);
            await either.CancelAsync().ConfigureAwait(false);
            await prompting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)exit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        try
        {
            await _isPrompted.Task.WaitAsync(either.Token).ConfigureAwait(false);
            return new MessageDelivery(await _typing.TypeAsync(message.Id, message.Text, either.Token).ConfigureAwait(false) ? MessageStage.TurnStarted : MessageStage.Submitted);
        }
        catch (AoException exception)
        {
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MessageDelivery(MessageStage.Failed, "The run has ended.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask InterruptAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _isCaughtUp.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _typing.InterruptAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // The process has ended meanwhile, and the turn with it.
        }
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        await _isCaughtUp.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_reader.FindQuestion(answer.QuestionId) is { } question)
        {
            await _typing.AnswerAsync(question, answer.IsAllowed, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync().ConfigureAwait(false);
        _ended.Dispose();
    }

    private async Task<int?> WaitForExitAsync(CancellationToken cancellationToken)
    {
        // The screen is not read: only that there is one no more.
        await foreach (var item in _request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (item is RunExited exited)
            {
                return exited.ExitCode;
            }
        }

        return null;
    }

    /// <summary>Types the run's prompt when Codex is up. What is typed earlier is lost.</summary>
    private async Task PromptAsync(CancellationToken cancellationToken)
    {
        await _isUp.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _isCaughtUp.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (_record.HasPrompt && !_typed.StateOf(_record.MessageId).IsSeen)
        {
            try
            {
                await _typing.TypeAsync(_record.MessageId, await File.ReadAllTextAsync(_folder.Prompt, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            }
            catch (AoException)
            {
                // The process has ended, which is told.
                return;
            }
        }

        _isPrompted.TrySetResult();
    }
}
