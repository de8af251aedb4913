namespace Ao.Reviews;

/// <summary>What a tier says of the head.</summary>
/// <param name="Name">The tier.</param>
/// <param name="IsRequired">Whether a merge needs it.</param>
/// <param name="Round">Its newest round on the head, or <see langword="null"/> where there was none.</param>
public sealed record TierReview(string Name, bool IsRequired, ReviewRound? Round)
{
    /// <summary>Gets whether it is passed on the head.</summary>
    public bool IsPassed => Round?.State == ReviewRoundState.Passed;
}
