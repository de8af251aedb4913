namespace Ao.Convergence;

/// <summary>Why a proposal is accepted, and what follows.</summary>
public sealed record FindingAcceptance
{
    /// <summary>Gets why.</summary>
    public string? Reason { get; init; }

    /// <summary>Gets whether a session is started that brings the pattern into this fork. It is given the finding as outside text, and its change goes the way of every other.</summary>
    /// <value>The default is <see langword="false"/>: people do it, or have done it.</value>
    public bool StartSession { get; init; }

    /// <summary>Gets the name of the agent.</summary>
    /// <value>The default is <see langword="null"/>: the project's.</value>
    public string? Agent { get; init; }
}
