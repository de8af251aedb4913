using Ao.Runtimes;

namespace Ao.Sessions.Steps;

/// <summary>A process as an agent sees it: the runtime's, with its handle.</summary>
internal sealed class LiveRun(IRuntime runtime, IRunInputWriter? writer, RunHandle handle) : IRun
{
    public bool CanWrite => writer is not null;

    public IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, CancellationToken cancellationToken = default) =>
        runtime.WatchAsync(handle, cursor, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) =>
        writer is null
            ? throw new NotSupportedException($"The runtime of '{handle.Run}' cannot write to a running process.")
            : writer.WriteAsync(handle, input, cancellationToken);
}
