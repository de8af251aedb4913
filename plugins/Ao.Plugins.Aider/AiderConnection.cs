using System.Runtime.CompilerServices;
using System.Text;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Aider;

/// <summary>Follows one run of Aider, which is one turn. The cursor is a position in the output, and beyond its end for what is told at the run's end.</summary>
internal sealed class AiderConnection(AgentConnectionRequest request, AiderFiles files) : IAgentConnection
{
    /// <summary>The name of every session's conversation: there is one, in a file of the session's own.</summary>
    private const string Conversation = "chat";
    private const int LastWords = 4 * 1024;
    private readonly List<byte> _tail = new(2 * LastWords);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // The output is at least one byte long before it ends, and these come before: they have the cursors 1 and 2.
        long end = 2;
        foreach (var signal in Begin().Where(signal => signal.Cursor > request.Cursor))
        {
            yield return signal;
        }

        await foreach (var item in request.Process.WatchAsync(0, cancellationToken).ConfigureAwait(false))
        {
            switch (item)
            {
                case RunOutput output:
                    end = Math.Max(end, output.NextCursor);
                    Keep(output.Data.Span);
                    break;
                case RunExited exited:
                    foreach (var signal in End(exited, end).Where(signal => signal is RunEnded || signal.Cursor > request.Cursor))
                    {
                        yield return signal;
                    }

                    yield break;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(new MessageDelivery(MessageStage.Failed, "Aider takes no messages while it runs: the next run is launched with the message."));

    /// <inheritdoc/>
    public async ValueTask InterruptAsync(CancellationToken cancellationToken = default)
    {
        if (request.Process.CanSignal)
        {
            try
            {
                await request.Process.SignalAsync(RunSignal.Interrupt, cancellationToken).ConfigureAwait(false);
            }
            catch (AoException)
            {
                // It has ended.
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<AgentSignal> Begin()
    {
        yield return new ConversationStarted { Cursor = 1, ConversationId = Conversation };
        yield return File.Exists(files.MessageId)
            ? new TurnStarted { Cursor = 2, MessageId = File.ReadAllText(files.MessageId) }
            : new ActivityChanged { Cursor = 2, Activity = AgentActivity.Active };
    }

    private IEnumerable<AgentSignal> End(RunExited exited, long end)
    {
        var told = EventsFile.Read(files.Events);
        foreach (var used in told)
        {
            yield return used with { Cursor = ++end };
        }

        var words = Printable.Clean(Encoding.UTF8.GetString([.. _tail.TakeLast(LastWords)])).Trim();

        // It ends with 0 when the provider has refused as well, so what it prints is all there is.
        var refusal = told.Count == 0 ? Refusal.In(words) : null;
        if (refusal is { } kind)
        {
            yield return new ProviderLimited { Cursor = ++end, Kind = kind, Source = SignalSource.Screen, Detail = words };
        }

        var outcome = refusal is not null ? TurnOutcome.Limited : exited.ExitCode switch
        {
            0 => TurnOutcome.Completed,
            130 => TurnOutcome.Interrupted,
            _ => TurnOutcome.Failed,
        };
        yield return new TurnEnded { Cursor = ++end, Outcome = outcome, Detail = words };
        yield return new RunEnded { Cursor = ++end, ExitCode = exited.ExitCode, Source = SignalSource.OperatingSystem };
    }

    private void Keep(ReadOnlySpan<byte> output)
    {
        _tail.AddRange(output[^Math.Min(output.Length, LastWords)..]);
        if (_tail.Count > LastWords)
        {
            _tail.RemoveRange(0, _tail.Count - LastWords);
        }
    }
}
