namespace Ao.Runtimes;

/// <summary>The optional capability of a runtime to write to a running process: bytes on its standard input, or text typed into its terminal.</summary>
public interface IRunInputWriter
{
    /// <summary>Writes to the process of a run that was started with <see cref="RunInput.Channel"/>.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="input">What to write. A terminal runtime removes control characters other than tab and newline.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when the operating system has taken all of it.</returns>
    /// <exception cref="AoException">The process has ended or does not read.</exception>
    ValueTask WriteAsync(RunHandle handle, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default);
}
