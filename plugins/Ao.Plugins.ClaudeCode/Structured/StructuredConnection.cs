using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.Plugins.ClaudeCode.Reading;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Structured;

/// <summary>Speaks with Claude Code over its two streams of JSON.</summary>
/// <remarks>The cursor is a position in the output. A connection reads the output from its beginning, to know what is open, and gives the signals behind its cursor.</remarks>
internal sealed class StructuredConnection(AgentConnectionRequest request, RunFiles files, TimeProvider timeProvider) : IAgentConnection, IPermissionResponder
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TaskCompletionSource _caughtUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _lock = new();
    private readonly RunRecord _run = files.ReadRecord();
    private readonly StreamState _state = new(files.ReadRecord(), files.MessageOf, timeProvider);
    private Task _beginning = Task.CompletedTask;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (request.Cursor == 0)
        {
            _beginning = BeginAsync();
        }

        var lines = new JsonLines(0);
        var unreadable = new Queue<OutputUnreadable>();
        CatchUp(0);
        await foreach (var item in request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
        {
            if (item is RunOutput output)
            {
                foreach (var line in lines.Push(output, unreadable.Enqueue))
                {
                    foreach (var signal in Unreadable(unreadable).Concat(Take(line)))
                    {
                        yield return signal;
                    }

                    await RefuseUnknownAsync(line.End, cancellationToken).ConfigureAwait(false);
                }
            }
            else if (item is RunExited exited)
            {
                foreach (var signal in lines.End(unreadable.Enqueue) is { } last ? Unreadable(unreadable).Concat(Take(last)) : [])
                {
                    yield return signal;
                }

                foreach (var signal in Unreadable(unreadable))
                {
                    yield return signal;
                }

                CatchUp(long.MaxValue);
                await _beginning.ConfigureAwait(false);

                // Behind the output, since a signal of the last line is at its end.
                var end = lines.Position;
                foreach (var lost in LostUsage.Find(request.HomeFolder, _run, _state.Uncounted))
                {
                    if (++end > request.Cursor)
                    {
                        yield return lost with { Cursor = end };
                    }
                }

                yield return new RunEnded { Cursor = end + 1, ExitCode = exited.ExitCode, Source = SignalSource.OperatingSystem };
                yield break;
            }

            foreach (var signal in Unreadable(unreadable))
            {
                yield return signal;
            }

            CatchUp(lines.Position);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            await files.RememberAsync(message.Id, cancellationToken).ConfigureAwait(false);
            await WriteAsync(InputLine.Message(files.IdOf(message.Id), Words.AsText(message.Text)), cancellationToken).ConfigureAwait(false);
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
        using var patience = new CancellationTokenSource(s_patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await WriteAsync(InputLine.Interrupt(), either.Token).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // It has ended, or does not listen: the host ends it afterwards.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It does not read: the host ends it afterwards.
        }
    }

    /// <inheritdoc/>
    public async ValueTask AnswerAsync(PermissionAnswer answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        try
        {
            // Only then is it known what is open.
            await _caughtUp.Task.WaitAsync(s_patience, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new AoException("The agent could not be given the answer: its output was not read. Answer again.");
        }

        OpenQuestion? question;
        lock (_lock)
        {
            question = _state.Questions.GetValueOrDefault(answer.QuestionId);
        }

        if (question is not null)
        {
            var line = answer.IsAllowed ? InputLine.Allow(answer.QuestionId, question.Input) : InputLine.Deny(answer.QuestionId, answer.Reason ?? "The person who was asked has refused.");
            await WriteAsync([.. line, .. InputLine.Mark(answer.QuestionId)], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await _beginning.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closing.Dispose();
        _writing.Dispose();
    }

    /// <summary>Greets the tool and gives it the prompt. Where a host did that and died, the tool ignores the second prompt, since it has the same id.</summary>
    private async Task BeginAsync()
    {
        try
        {
            byte[] prompt = _run.HasPrompt
                ? InputLine.Message(files.PromptId, Words.AsText(await File.ReadAllTextAsync(files.Prompt, _closing.Token).ConfigureAwait(false)))
                : [];
            await WriteAsync([.. InputLine.Begin(), .. prompt], _closing.Token).ConfigureAwait(false);
        }
        catch (AoException)
        {
            // The process has ended before it read anything, which its output and its end tell.
        }
    }

    private IEnumerable<AgentSignal> Take(JsonLine line)
    {
        IReadOnlyList<AgentSignal> signals;
        lock (_lock)
        {
            signals = _state.Take(line.Object);
        }

        // Where the output's beginning is lost, the conversation would be named a second time.
        var isNamed = request.Cursor > 0 ? request.ConversationId : null;
        return SignalCursors.Number(signals, line.End, request.Cursor).Where(signal => signal is not ConversationStarted named || named.ConversationId != isNamed);
    }

    private IEnumerable<AgentSignal> Unreadable(Queue<OutputUnreadable> told)
    {
        while (told.TryDequeue(out var part))
        {
            if (part.Cursor > request.Cursor)
            {
                yield return part;
            }
        }
    }

    private void CatchUp(long position)
    {
        if (position >= request.Cursor)
        {
            _caughtUp.TrySetResult();
        }
    }

    private async Task RefuseUnknownAsync(long end, CancellationToken cancellationToken)
    {
        if (_state.Unknown is { } unknown && end > request.Cursor)
        {
            try
            {
                await WriteAsync(InputLine.Refuse(unknown), cancellationToken).ConfigureAwait(false);
            }
            catch (AoException)
            {
                // Nobody is there any more who could wait for it.
            }
        }
    }

    private async Task WriteAsync(byte[] lines, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await request.Process.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }
}
