namespace Ao.Runtimes;

/// <summary>The optional capability of a runtime to keep a program's standard error apart, so that it does not fall into a protocol on standard output.</summary>
public interface IRunErrorReader
{
    /// <summary>Reads the end of what a run that was started with <see cref="RunRequest.SeparateError"/> has written to its standard error, also when it has ended.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="limit">How many bytes to read at most.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The text, decoded as UTF-8, with whatever control characters the program wrote; empty where it wrote none, or was not started so.</returns>
    ValueTask<string> ReadErrorAsync(RunHandle handle, int limit, CancellationToken cancellationToken = default);
}
