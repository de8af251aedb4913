namespace Ao.Sessions;

/// <summary>What the host found when it verified a claim.</summary>
public sealed record Verification
{
    /// <summary>Gets the revision that was verified.</summary>
    public required string Revision { get; init; }

    /// <summary>Gets whether every command succeeded.</summary>
    public required bool Passed { get; init; }

    /// <summary>Gets the commands that ran.</summary>
    public required IReadOnlyList<CommandEvidence> Commands { get; init; }

    /// <summary>Gets why nothing could be run, where that was so.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets when it ended.</summary>
    public required DateTimeOffset At { get; init; }
}
