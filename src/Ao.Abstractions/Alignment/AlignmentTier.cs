namespace Ao.Alignment;

/// <summary>What should be done with an alert.</summary>
public enum AlignmentTier
{
    /// <summary>It is kept, and shown to nobody unasked.</summary>
    Silent,

    /// <summary>It is in the list that a person can look at.</summary>
    List,

    /// <summary>People are told.</summary>
    Tell,
}
