using System.Runtime.CompilerServices;
using Ao.Runtimes;

namespace Ao.Plugins.Command.Tests;

/// <summary>A process whose output was written down.</summary>
internal sealed class ScriptedRun(IReadOnlyList<RunEvent> events) : IRun
{
    public List<byte> Written { get; } = [];

    public bool Fails { get; set; }

    public bool CanWrite => true;

    public async IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var item in events)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return item;
        }
    }

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
