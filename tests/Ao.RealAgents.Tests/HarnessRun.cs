using Ao.Runtimes;

namespace Ao.RealAgents;

/// <summary>A process of a runtime plugin, as a host hands it to an agent.</summary>
internal sealed class HarnessRun(IRuntime runtime, RunHandle handle) : IRun
{
    public bool CanWrite => runtime is IRunInputWriter;

    public bool CanSendKeys => runtime is IRunKeySender;

    public bool CanSignal => runtime is IRunSignaller;

    public IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, CancellationToken cancellationToken = default) => runtime.WatchAsync(handle, cursor, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) => ((IRunInputWriter)runtime).WriteAsync(handle, input, cancellationToken);

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) =>
        runtime is IRunErrorReader errors ? errors.ReadErrorAsync(handle, limit, cancellationToken) : ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) => ((IRunKeySender)runtime).SendKeyAsync(handle, key, cancellationToken);

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) => ((IRunSignaller)runtime).SignalAsync(handle, signal, cancellationToken);
}
