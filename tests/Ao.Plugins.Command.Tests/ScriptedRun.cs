using System.Runtime.CompilerServices;
using Ao.Runtimes;

namespace Ao.Plugins.Command.Tests;

/// <summary>A process whose output was written down.</summary>
internal sealed class ScriptedRun(IReadOnlyList<RunEvent> events) : IRun
{
    public List<byte> Written { get; } = [];

    public bool Fails { get; set; }

    public bool CanWrite => true;

    public bool CanSendKeys => false;

    public bool CanSignal => false;

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in events)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) => ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        if (Fails)
        {
            throw new AoException("does not read");
        }

        Written.AddRange(input.Span);
        return ValueTask.CompletedTask;
    }
}
