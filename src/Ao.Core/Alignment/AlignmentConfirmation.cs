namespace Ao.Alignment;

/// <summary>What a trial has shown of an alert.</summary>
public enum AlignmentConfirmation
{
    /// <summary>It was not tried.</summary>
    Untried,

    /// <summary>In the merged source the reference stands and what it refers to does not.</summary>
    Merged,

    /// <summary>The fork and the change conflict where the alert is: who merges them has to look there anyway.</summary>
    Conflict,

    /// <summary>The fork's tests that refer to it, or the project's verification commands, fail on the merged source and pass on the fork's alone.</summary>
    Verified,

    /// <summary>The trial has shown that nothing breaks.</summary>
    Refuted,
}
