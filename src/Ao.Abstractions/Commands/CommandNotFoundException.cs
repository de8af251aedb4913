namespace Ao.Commands;

/// <summary>Is thrown when a program cannot be started.</summary>
public sealed class CommandNotFoundException : AoException
{
    /// <summary>Makes the error.</summary>
    /// <param name="program">The program.</param>
    /// <param name="innerException">The operating system's error.</param>
    public CommandNotFoundException(string program, Exception? innerException = null)
        : base($"The program '{Printable.Quote(program)}' could not be started: {innerException?.Message ?? "it was not found"}. Install it, or check the PATH and the file's permissions.", innerException) => Program = program;

    /// <summary>Gets the program.</summary>
    public string Program { get; }
}
