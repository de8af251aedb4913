using Ao.Plugins;
using Ao.Runtimes;

namespace Ao.Sessions.Steps;

/// <summary>A process as an agent sees it: the runtime's, with its handle, and with what that runtime can do beyond reading.</summary>
internal sealed class LiveRun(ISlotCatalog plugins, string runtime, RunHandle handle) : IRun
{
    private readonly IRuntime _runtime = plugins.Get<IRuntime>(runtime);
    private readonly IRunInputWriter? _writer = plugins.Find<IRunInputWriter>(Slot.Runtime, runtime);
    private readonly IRunErrorReader? _errors = plugins.Find<IRunErrorReader>(Slot.Runtime, runtime);
    private readonly IRunKeySender? _keys = plugins.Find<IRunKeySender>(Slot.Runtime, runtime);
    private readonly IRunSignaller? _signals = plugins.Find<IRunSignaller>(Slot.Runtime, runtime);

    public bool CanWrite => _writer is not null;

    public bool CanSendKeys => _keys is not null;

    public bool CanSignal => _signals is not null;

    public IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, CancellationToken cancellationToken = default) =>
        _runtime.WatchAsync(handle, cursor, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default) =>
        (_writer ?? throw Cannot("write to a running process")).WriteAsync(handle, input, cancellationToken);

    public ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default) =>
        _errors?.ReadErrorAsync(handle, limit, cancellationToken) ?? ValueTask.FromResult("");

    public ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default) =>
        (_keys ?? throw Cannot("press keys")).SendKeyAsync(handle, key, cancellationToken);

    public ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default) =>
        (_signals ?? throw Cannot("send signals")).SignalAsync(handle, signal, cancellationToken);

    private NotSupportedException Cannot(string what) => new($"The runtime '{runtime}' of '{handle.Run}' cannot {what}. Choose one that can in the project's settings.");
}
