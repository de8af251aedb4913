namespace Ao.Runtimes;

/// <summary>The optional capability of a runtime to send a signal to a running program. It ends nothing by force; <see cref="IRuntime.StopAsync"/> does.</summary>
public interface IRunSignaller
{
    /// <summary>Sends a signal to a run's program and to what shares its process group.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when the signal was sent.</returns>
    /// <exception cref="AoException">The process has ended.</exception>
    ValueTask SignalAsync(RunHandle handle, RunSignal signal, CancellationToken cancellationToken = default);
}
