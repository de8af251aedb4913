namespace Ao.Convergence;

/// <summary>What a fork has decided about a proposal, for itself.</summary>
public sealed record FindingVerdict
{
    /// <summary>Gets the fork; <see langword="null"/> for this one, where it has no ledger.</summary>
    public string? ForkId { get; init; }

    /// <summary>Gets what people call the fork.</summary>
    public string? Name { get; init; }

    /// <summary>Gets whether it was accepted.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>Gets who decided, where this fork did.</summary>
    public string? By { get; init; }

    /// <summary>Gets why. Text from outside where another fork says it.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets when, by the clock of who says so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gets the record of it in the fork's ledger; <see langword="null"/> where it is not published.</summary>
    public string? Record { get; init; }
}
