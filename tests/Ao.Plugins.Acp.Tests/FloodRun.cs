using System.Runtime.CompilerServices;
using Ao.Runtimes;

namespace Ao.Plugins.Acp.Tests;

/// <summary>A process that writes without an end of line, 64 KiB at a time, and takes whatever is written to it.</summary>
internal sealed class FloodRun(int chunks) : IRun
{
    public bool CanWrite => true;

    public bool CanSendKeys => false;

    public bool CanSignal => false;

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var chunk = new byte[64 * 1024];
        Array.Fill(chunk, (byte)'x');
        for (var index = 0; index < chunks; index++)
        {
            await Task.Yield();
            yield return new RunOutput((long)index * chunk.Length, chunk);
        }

        yield return new RunExited(0);
    }

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
}
