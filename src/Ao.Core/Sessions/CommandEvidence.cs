namespace Ao.Sessions;

/// <summary>One command of a verification, and how it ended.</summary>
public sealed record CommandEvidence
{
    /// <summary>The longest excerpt, in characters.</summary>
    public const int MaxExcerptLength = 8 * 1024;

    /// <summary>Gets the name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the exit code.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Gets whether it was ended because its time was up.</summary>
    public bool TimedOut { get; init; }

    /// <summary>Gets how long it ran.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Gets the end of what it wrote, without control characters, <see cref="MaxExcerptLength"/> characters at most.</summary>
    public string Excerpt { get; init; } = "";
}
