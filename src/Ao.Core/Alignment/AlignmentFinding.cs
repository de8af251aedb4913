namespace Ao.Alignment;

/// <summary>An alert, and what a trial has shown of it.</summary>
/// <param name="Alert">The alert. Its texts come from outside.</param>
/// <param name="Confirmation">What a trial has shown.</param>
public sealed record AlignmentFinding(AlignmentAlert Alert, AlignmentConfirmation Confirmation)
{
    /// <summary>Gets whether people are told: it is of the highest tier, and no trial has refuted it.</summary>
    public bool IsTold => Alert.Tier == AlignmentTier.Tell && Confirmation != AlignmentConfirmation.Refuted;
}
