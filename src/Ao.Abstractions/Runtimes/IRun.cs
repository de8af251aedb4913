namespace Ao.Runtimes;

/// <summary>A live process as the host hands it to an agent: reading and, where the runtime can, writing, pressing keys and sending signals.</summary>
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

    /// <summary>Reads the end of the standard error that was kept apart, as <see cref="IRunErrorReader.ReadErrorAsync"/>: to say why a process ended.</summary>
    /// <param name="limit">How many bytes to read at most.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The text; empty where there is none or the runtime keeps none apart.</returns>
    ValueTask<string> ReadErrorAsync(int limit, CancellationToken cancellationToken = default);

    /// <summary>Gets whether keys can be pressed.</summary>
    bool CanSendKeys { get; }

    /// <summary>Presses a key, as <see cref="IRunKeySender.SendKeyAsync"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="NotSupportedException">The runtime has no terminals.</exception>
    ValueTask SendKeyAsync(RunKey key, CancellationToken cancellationToken = default);

    /// <summary>Gets whether signals can be sent.</summary>
    bool CanSignal { get; }

    /// <summary>Sends a signal, as <see cref="IRunSignaller.SignalAsync"/>.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="NotSupportedException">The runtime cannot send signals.</exception>
    ValueTask SignalAsync(RunSignal signal, CancellationToken cancellationToken = default);
}
