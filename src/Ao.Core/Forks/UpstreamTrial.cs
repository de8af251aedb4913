using Ao.Sessions;

namespace Ao.Forks;

/// <summary>What came of putting changes of the project onto its upstream, on trial.</summary>
public sealed record UpstreamTrial
{
    /// <summary>Gets whether they apply and every verification command succeeded.</summary>
    public required bool Passed { get; init; }

    /// <summary>Gets the revision with the changes on the upstream's newest state; <see langword="null"/> where they do not apply.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets the paths in conflict. Text from outside.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Gets the verification commands that ran there, up to the first that failed.</summary>
    public IReadOnlyList<CommandEvidence> Commands { get; init; } = [];

    /// <summary>Gets one sentence that says it.</summary>
    public required string Reason { get; init; }
}
