namespace Ao.Runtimes;

/// <summary>The runtime slot: where a session's process lives, outside the host, so that it outlives the host.</summary>
/// <remarks>Implementations are safe for concurrent use by many sessions. Optional: <see cref="IRunInputWriter"/>, <see cref="IRunErrorReader"/>, <see cref="IRunKeySender"/>, <see cref="IRunSignaller"/>.</remarks>
public interface IRuntime
{
    /// <summary>Gets what the runtime is like for the programs in it.</summary>
    RuntimeTraits Traits { get; }

    /// <summary>Starts the process of a run. It happens at most once a run: where the run was started before, the process that is there is returned.</summary>
    /// <param name="request">What to start.</param>
    /// <param name="cancellationToken">The token that cancels the operation. Nothing is left half started.</param>
    /// <returns>The handle to find the process with, now and after a restart of the host.</returns>
    /// <exception cref="AoException">The process could not be started; the message says why.</exception>
    ValueTask<RunHandle> StartAsync(RunRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists what this orchestrator's runtime holds: live processes, and ended ones that were not yet removed. A host that starts again finds its survivors here, those too whose start it did not live to record.</summary>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The runs.</returns>
    ValueTask<IReadOnlyList<RunStatus>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Watches a run: first what it has written behind the cursor, then what it writes, and at last its end.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="cursor">The position in the output to go on from, in bytes.</param>
    /// <param name="cancellationToken">The token that ends watching, not the process.</param>
    /// <returns>Chunks of at most 64 KiB, then one <see cref="RunExited"/>. Where output was dropped because of its limit, the next chunk's cursor shows the gap.</returns>
    IAsyncEnumerable<RunEvent> WatchAsync(RunHandle handle, long cursor = 0, CancellationToken cancellationToken = default);

    /// <summary>Ends a run: the process and all its descendants, those too that left its process group. Ending what has ended is no error.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="grace">How long the processes are given between being asked and being killed.</param>
    /// <param name="cancellationToken">The token that cancels waiting; what was asked for still happens.</param>
    /// <returns>The operation, completed when no process of the run is left.</returns>
    ValueTask StopAsync(RunHandle handle, TimeSpan grace, CancellationToken cancellationToken = default);

    /// <summary>Removes what an ended run left in the runtime: its output and records.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="InvalidOperationException">The run still lives.</exception>
    ValueTask RemoveAsync(RunHandle handle, CancellationToken cancellationToken = default);
}
