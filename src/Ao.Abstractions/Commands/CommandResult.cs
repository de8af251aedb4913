namespace Ao.Commands;

/// <summary>How a program ended.</summary>
public sealed record CommandResult
{
    /// <summary>Gets the exit code; 128 + n after signal n.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Gets the end of the standard output, decoded as UTF-8.</summary>
    public required string Output { get; init; }

    /// <summary>Gets the end of the standard error, decoded as UTF-8.</summary>
    public required string Error { get; init; }

    /// <summary>Gets whether the beginning of an output stream was dropped because it was longer than the limit.</summary>
    public bool Truncated { get; init; }

    /// <summary>Gets whether the program was ended because its time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Gets how long it ran.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets whether it exited with 0 within its time.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;
}
