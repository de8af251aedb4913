using Ao.Agents;
using Ao.Consents;

namespace Ao.Reviews;

/// <summary>One thing that reviewers have found in a session's change. Its texts come from outside.</summary>
public sealed record ReviewFinding
{
    /// <summary>Gets the name by which it is known again in a later round, whatever its line is then.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Gets how much it weighs.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Gets what kind of thing it is.</summary>
    public string? Category { get; init; }

    /// <summary>Gets the file, or <see langword="null"/> where it is about the change as a whole.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the line of the file at the revision that was read last.</summary>
    public int? Line { get; init; }

    /// <summary>Gets what is said.</summary>
    public required string Text { get; init; }

    /// <summary>Gets how it stands.</summary>
    public required FindingState State { get; init; }

    /// <summary>Gets whether the tier is not passed while it is open.</summary>
    public bool Blocks { get; init; }

    /// <summary>Gets the tier that found it last.</summary>
    public required string Tier { get; init; }

    /// <summary>Gets the round that found it first.</summary>
    public required int FirstRound { get; init; }

    /// <summary>Gets the round that found it last.</summary>
    public required int LastRound { get; init; }

    /// <summary>Gets the round that found it again after it was settled.</summary>
    public int? ReopenedIn { get; init; }

    /// <summary>Gets who has dismissed it.</summary>
    public Operator? DismissedBy { get; init; }

    /// <summary>Gets why it was dismissed.</summary>
    public string? DismissalReason { get; init; }

    /// <summary>Gets the thread of the pull request that tells of it.</summary>
    public string? Thread { get; init; }

    /// <summary>Gets whether that thread was resolved.</summary>
    public bool IsThreadResolved { get; init; }

    /// <summary>Gets why the pull request does not tell of it as it should.</summary>
    public string? ThreadProblem { get; init; }
}
