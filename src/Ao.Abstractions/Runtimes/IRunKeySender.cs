namespace Ao.Runtimes;

/// <summary>The optional capability of a runtime with terminals to press keys in them: to interrupt a tool, and to answer prompts that ask for a choice.</summary>
public interface IRunKeySender
{
    /// <summary>Presses a key in the terminal of a run, behind everything that was written before, whatever the run's input is.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when the terminal has taken the key. What the program makes of it shows in its output.</returns>
    /// <exception cref="AoException">The process has ended.</exception>
    ValueTask SendKeyAsync(RunHandle handle, RunKey key, CancellationToken cancellationToken = default);
}
