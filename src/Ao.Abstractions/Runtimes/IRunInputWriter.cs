namespace Ao.Runtimes;

/// <summary>The optional capability of a runtime to write to a running process: bytes on its standard input, or text typed into its terminal.</summary>
public interface IRunInputWriter
{
    /// <summary>Writes to the process of a run that was started with <see cref="RunInput.Channel"/>.</summary>
    /// <param name="handle">The run.</param>
    /// <param name="input">What to write.</param>
    /// <param name="cancellationToken">The token that cancels the operation.</param>
    /// <returns>The operation, completed when the operating system has taken all of it.</returns>
    /// <exception cref="AoException">The process has ended or does not read.</exception>
    /// <remarks>
    /// <para>Outside a terminal the bytes arrive as they are.</para>
    /// <para>A runtime with terminals reads them as UTF-8, removes control characters other than tab and newline, and pastes the text as one piece. A newline at the end is not
    /// a part of it: it is typed behind the paste as <see cref="RunKey.Enter"/>, so it submits the text. Text without one stays in the input line, and a lone newline is Enter.
    /// Newlines inside belong to the text for a program that tells pasted text from typed; for any other each of them is an Enter.
    /// Keys other than that are sent by <see cref="IRunKeySender"/>.</para>
    /// </remarks>
    ValueTask WriteAsync(RunHandle handle, ReadOnlyMemory<byte> input, CancellationToken cancellationToken = default);
}
