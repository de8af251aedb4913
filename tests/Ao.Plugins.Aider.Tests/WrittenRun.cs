using System.Runtime.CompilerServices;
using Ao.Runtimes;

namespace Ao.Plugins.Aider.Tests;

/// <summary>A process whose output was written down.</summary>
internal sealed class WrittenRun(IEnumerable<RunEvent> events) : IRun
{
    public bool CanWrite => false;

    public bool CanSendKeys => false;

    public bool CanSignal => true;

    public List<RunSignal> Signals { get; } = [];

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        foreach (var item in events)
        {
            yield return item;
        }
    }

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default)
    {
        Signals.Add(signal);
        return ValueTask.CompletedTask;
    }
}
