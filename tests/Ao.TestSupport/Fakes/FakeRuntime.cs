using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using Ao.Runtimes;

namespace Ao.TestSupport.Fakes;

/// <summary>A runtime whose processes are under the test's control, and outlive the engine as real ones do.</summary>
public sealed class FakeRuntime : IRuntime, IRunInputWriter
{
    private readonly ConcurrentDictionary<RunId, FakeProcess> _processes = new();

    /// <summary>Gets how often a process was started in earnest, by run.</summary>
    public ConcurrentDictionary<RunId, int> Starts { get; } = new();

    /// <summary>Gets or sets what a process does when it is started.</summary>
    public Action<FakeProcess>? OnStart { get; set; }

    /// <summary>Gets or sets what happens after a process was started and before the caller knows it.</summary>
    public Action<RunId>? AfterStart { get; set; }

    /// <inheritdoc/>
    public RuntimeTraits Traits { get; set; } = new() { IsTerminal = false, CanWrite = true, KeepsErrorApart = false, IsLocal = true };

    /// <summary>Gets or sets what fails: <c>watch</c>, <c>list</c> or <c>stop</c>.</summary>
    public Func<string, Exception?> Fault { get; set; } = static _ => null;

    /// <summary>Gets the process of a run.</summary>
    public FakeProcess Process(string run) => _processes[RunId.Parse(run)];

    /// <summary>Forgets a run, as a runtime does whose machine is gone.</summary>
    public void Forget(string run) => _processes.TryRemove(RunId.Parse(run), out _);

    /// <inheritdoc/>
    public ValueTask<RunHandle> StartAsync(RunRequest request, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var started = false;
        var process = _processes.GetOrAdd(request.Run, _ =>
        {
            started = true;
            return new FakeProcess(request);
        });
        if (started)
        {
            Starts.AddOrUpdate(request.Run, 1, static (_, count) => count + 1);
            OnStart?.Invoke(process);
        }

        AfterStart?.Invoke(request.Run);
        return ValueTask.FromResult(process.Handle);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunStatus>> ListAsync(CancellationToken cancellationToken = default)
    {
        Fail("list");
        return ValueTask.FromResult<IReadOnlyList<RunStatus>>([.. _processes.Values.Select(static process => new RunStatus(process.Handle, process.HasExited ? RunState.Exited : RunState.Running, process.ExitCode))]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunEvent> WatchAsync(RunHandle handle, long cursor = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Fail("watch");
        var process = _processes.GetValueOrDefault(handle.Run) ?? throw new AoException($"There is no run '{handle.Run}' here.");
        await foreach (var happened in process.WatchAsync(cursor, cancellationToken))
        {
            yield return happened;
        }
    }

    /// <inheritdoc/>
    public ValueTask StopAsync(RunHandle handle, TimeSpan grace, CancellationToken cancellationToken = default)
    {
        Fail("stop");
        if (_processes.TryGetValue(handle.Run, out var process))
        {
            process.Exit(143);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(RunHandle handle, CancellationToken cancellationToken = default)
    {
        _processes.TryRemove(handle.Run, out _);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask WriteAsync(RunHandle handle, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default)
    {
        _processes[handle.Run].Received.Add(Encoding.UTF8.GetString(input.Span));
        return ValueTask.CompletedTask;
    }

    private void Fail(string what)
    {
        if (Fault(what) is { } exception)
        {
            throw exception;
        }
    }
}
