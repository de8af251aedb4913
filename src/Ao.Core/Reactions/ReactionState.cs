using System.Collections.Immutable;

namespace Ao.Reactions;

/// <summary>A reaction as it is folded from its facts.</summary>
internal sealed record ReactionState
{
    /// <summary>How many fingerprints are remembered: what was acted on is not acted on again.</summary>
    public const int MaxHandled = 5000;

    /// <summary>How many signals wait at most.</summary>
    public const int MaxSignals = 100;

    public required ReactionId Id { get; init; }

    public long Version { get; init; }

    /// <summary>Gets when what it reacts to came up; <see langword="null"/> while there is nothing.</summary>
    public DateTimeOffset? BegunAt { get; init; }

    public string? Title { get; init; }

    public string? Revision { get; init; }

    /// <summary>Gets how much of its budget is used.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets the fingerprints of what was acted on, oldest first.</summary>
    public ImmutableList<string> Handled { get; init; } = [];

    public BaseComparison? Comparison { get; init; }

    public CheckRerun? Rerun { get; init; }

    /// <summary>Gets what was found of the checks of the last revision.</summary>
    public ImmutableList<CheckAttribution> Attributions { get; init; } = [];

    public DateTimeOffset? EscalatedAt { get; init; }

    public string? EscalatedBecause { get; init; }

    /// <summary>Gets the notice of the escalation.</summary>
    public OperationKey? Notice { get; init; }

    /// <summary>Gets how often it was escalated.</summary>
    public int Escalations { get; init; }

    /// <summary>Gets the notice of what people are told or asked, which is closed when it is over.</summary>
    public OperationKey? Told { get; init; }

    /// <summary>Gets what came of the last time that something was done.</summary>
    public string? Outcome { get; init; }

    public ImmutableList<ReactionFacts.Signalled> Signals { get; init; } = [];

    /// <summary>Gets every signal that was taken in: each counts once.</summary>
    public ImmutableList<string> Signalled { get; init; } = [];

    public bool IsBegun => BegunAt is not null;

    public bool IsEscalated => EscalatedAt is not null;

    /// <summary>Gives what was found of a check of a revision.</summary>
    public CheckAttribution? AttributionOf(string check, string? revision) => Attributions.Find(found => found.Check == check && found.Revision == revision);
}
