namespace Ao.Reviews;

/// <summary>What became of a round.</summary>
public enum ReviewRoundState
{
    /// <summary>Its reviewer is at it.</summary>
    Reviewing,

    /// <summary>The tier is passed on its revision.</summary>
    Passed,

    /// <summary>Something has to change first.</summary>
    Blocked,

    /// <summary>There is no verdict that counts.</summary>
    Failed,

    /// <summary>The head has moved on meanwhile: what it found says nothing of the new one.</summary>
    Outdated,
}
