namespace Ao.Commands;

/// <summary>A program and its arguments, each passed to the program as it is: never a shell string.</summary>
/// <remarks>Programs are passed UTF-8. Half of a surrogate pair, which is no character, arrives as the replacement character.</remarks>
public sealed record CommandLine
{
    /// <summary>Makes a command line.</summary>
    /// <param name="program">The program: a name looked up on <c>PATH</c>, or a path.</param>
    /// <param name="arguments">The arguments.</param>
    /// <exception cref="ArgumentException">The program is empty, or a part holds a NUL character, which no operating system can pass on.</exception>
    public CommandLine(string program, params IReadOnlyList<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentNullException.ThrowIfNull(arguments);
        if (program.Contains('\0', StringComparison.Ordinal) || arguments.Any(argument => argument.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The command '{Printable.Quote(program)}' holds a NUL character, which cannot be passed to a program. Remove it.", nameof(arguments));
        }

        Program = program;
        Arguments = arguments;
    }

    /// <summary>Gets the program: a name looked up on <c>PATH</c>, or a path.</summary>
    public string Program { get; }

    /// <summary>Gets the arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>Compares program and arguments.</summary>
    /// <param name="other">The other command line.</param>
    /// <returns><see langword="true"/> when both are the same.</returns>
    public bool Equals(CommandLine? other) => other is not null && Program == other.Program && Arguments.SequenceEqual(other.Arguments, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Arguments.Aggregate(Program.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>Shows the command line to a person. Not for execution: the parts are not quoted for any shell.</summary>
    /// <returns>The parts, separated by spaces, without control characters.</returns>
    public override string ToString() => Printable.Clean(string.Join(' ', [Program, .. Arguments]));
}
