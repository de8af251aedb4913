namespace Ao.Duplicates;

/// <summary>An earlier report that may be of the same problem, and why.</summary>
public sealed record DuplicateMatch
{
    /// <summary>Gets the id of the earlier report.</summary>
    public required string Report { get; init; }

    /// <summary>Gets the id of its cluster's head, which a link points to.</summary>
    public required string Head { get; init; }

    /// <summary>Gets how likely it is of the same problem, from 0 to 1, by the model that decided; 1 for the same report.</summary>
    public required double Probability { get; init; }

    /// <summary>Gets the reasons.</summary>
    public required DuplicateExplanation Explanation { get; init; }
}
