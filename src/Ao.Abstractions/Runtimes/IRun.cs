namespace Ao.Runtimes;

/// <summary>A live process as the host hands it to an agent: reading and, where the runtime can, writing.</summary>
public interface IRun
{
    /// <summary>Watches the process, as <see cref="IRuntime.WatchAsync"/>.</summary>
    /// <param name="cursor">The position in the output to go on from, in bytes.</param>
    /// <param name="cancellationToken">The token that ends watching, not the process.</param>
    /// <returns>Chunks of output, then one <see cref="RunExited"/>.</returns>
    IAsyncEnumerable<RunEvent> WatchAsync(long cursor = 0, CancellationToken cancellationToken = default);

    /// <summary>Gets whether the process can be written to.</summary>
    bool CanWrite { get; }

    /// <summary>Writes to the process, as <see cref="IRunInputWriter.WriteAsync"/>.</summary>
    /// <param name="input">What to write.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="NotSupportedException">The runtime cannot write to this process.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default);
}
