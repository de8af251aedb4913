using System.Runtime.CompilerServices;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Tests;

/// <summary>A process that writes without end and never ends a line.</summary>
internal sealed class FloodingRun(long bytes) : IRun
{
    private readonly byte[] _chunk = new byte[64 * 1024];

    public bool CanWrite => true;

    public bool CanSendKeys => false;

    public bool CanSignal => false;

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        _chunk.AsSpan().Fill((byte)'x');
        await Task.Yield();
        for (long position = 0; position < bytes; position += _chunk.Length)
        {
            yield return new RunOutput(position, _chunk);
        }

        yield return new RunExited(0);
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
