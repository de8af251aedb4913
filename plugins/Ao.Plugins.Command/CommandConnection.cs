using System.Runtime.CompilerServices;
using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Command;

/// <summary>Understands what a program writes, and writes to it where it listens.</summary>
internal sealed class CommandConnection(AgentConnectionRequest request, CommandSettings settings, TimeProvider timeProvider) : IAgentConnection
{
    private static readonly TimeSpan s_usualTurn = TimeSpan.FromSeconds(15);

    // The host before this one may have died in the middle of a line, so the first write ends one too.
    private bool _mayBeInLine = true;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentSignal> ReadSignalsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var lines = new LineFramer(request.Cursor, ProtocolReader.LongestLine);
        await foreach (var item in request.Process.WatchAsync(request.Cursor, cancellationToken).ConfigureAwait(false))
        {
            switch (item)
            {
                case RunOutput output when settings.SpeaksProtocol:
                    if (output.Cursor > lines.Position)
                    {
                        yield return new OutputUnreadable { Cursor = output.Cursor, Problem = $"{output.Cursor - lines.Position} bytes of output were dropped before they were read; signals in them are lost." };
                    }

                    foreach (var signal in lines.Push(output.Cursor, output.Data).Select(ProtocolReader.Read).OfType<AgentSignal>())
                    {
                        yield return signal;
                    }

                    break;
                case RunOutput output:
                    lines.Skip(output.NextCursor);
                    break;
                case RunExited exited:
                    if (lines.End() is { } last && ProtocolReader.Read(last) is { } lastSignal)
                    {
                        yield return lastSignal;
                    }

                    // One behind the output, since a signal of the last line is at its end.
                    yield return new RunEnded { Cursor = lines.Position + 1, ExitCode = exited.ExitCode };
                    yield break;
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<MessageDelivery> SendAsync(AgentMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (settings.Input != CommandInput.Channel || !request.Process.CanWrite)
        {
            return new MessageDelivery(MessageStage.Failed, "This program takes no messages while it runs (option 'input' is not 'channel'): the next run is launched with the message.");
        }

        return await WriteAsync(ChannelLine.Message(message), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask InterruptAsync(CancellationToken cancellationToken = default)
    {
        if (settings.Input == CommandInput.Channel && request.Process.CanWrite)
        {
            // A program that does not listen is ended by the host afterwards.
            using var patience = new CancellationTokenSource(s_usualTurn, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            await WriteAsync(ChannelLine.Interrupt(), either.Token).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async ValueTask<MessageDelivery> WriteAsync(byte[] line, CancellationToken cancellationToken)
    {
        try
        {
            // An end of what the program may have of a line keeps the next one whole. An empty line it ignores.
            await request.Process.WriteAsync(_mayBeInLine ? [(byte)'\n', .. line] : line, cancellationToken).ConfigureAwait(false);
            _mayBeInLine = false;
            return new MessageDelivery(MessageStage.Submitted);
        }
        catch (AoException exception)
        {
            _mayBeInLine = true;
            return new MessageDelivery(MessageStage.Failed, exception.Message);
        }
        catch (OperationCanceledException)
        {
            _mayBeInLine = true;
            throw;
        }
    }
}
