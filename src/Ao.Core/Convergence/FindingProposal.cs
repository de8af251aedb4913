namespace Ao.Convergence;

/// <summary>A finding that a fork has put up for decision.</summary>
public sealed record FindingProposal
{
    /// <summary>Gets the fork; <see langword="null"/> for this one, where it has no ledger.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets what people call the fork.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether it is this fork.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets who proposed it, where this fork did.</summary>
    public string? By { get; init; }

    /// <summary>Gets what they call it, where they have given it a name. Text from outside where another fork says it.</summary>
    public string? Title { get; init; }

    /// <summary>Gets what they say about it. Text from outside where another fork says it.</summary>
    public string? Note { get; init; }

    /// <summary>Gets when, by the clock of who says so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the record of it in the fork's ledger; <see langword="null"/> where it is not published.</summary>
    public string? Record { get; init; }
}
