using Ao.Commands;
using Ao.Configuration;

namespace Ao.Sessions;

/// <summary>One command of a verification, and how it ended.</summary>
public sealed record CommandEvidence
{
    /// <summary>The longest excerpt, in characters.</summary>
    public const int MaxExcerptLength = 8 * 1024;

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what ran: the program and its arguments.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Gets the exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Gets whether it was ended because its time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Gets how long it ran.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the end of what it wrote, without control characters, <see cref="MaxExcerptLength"/> characters at most.</summary>
    public string Excerpt { get; init; } = "";

    /// <summary>Gets the file with everything that it wrote, as it wrote it: what went to the standard output, then what went to the standard error. The path is relative to the data folder.</summary>
    public string? OutputFile { get; init; }

    /// <summary>Gets the SHA-256 of that file, in hexadecimal digits.</summary>
    public string? OutputSha256 { get; init; }

    /// <summary>Gets whether it wrote more than the file may hold, so that the beginning is not there.</summary>
    public bool OutputTruncated { get; init; }

    internal static CommandEvidence Of(VerificationCommandOptions command, CommandResult result) => new()
    {
        Name = command.Name,
        Command = [.. command.Command],
        ExitCode = result.ExitCode,
        TimedOut = result.TimedOut,
        Duration = result.Duration,
        Excerpt = ExcerptOf(result),
    };

    private static string ExcerptOf(CommandResult result)
    {
        var text = Printable.Clean(result.Error.Length == 0 ? result.Output : $"{result.Output}\n{result.Error}").Trim('\n');
        return text.Length <= MaxExcerptLength ? text : Printable.Clean(text[^MaxExcerptLength..]);
    }
}
