namespace Ao.Reviews;

/// <summary>How a finding stands.</summary>
public enum FindingState
{
    /// <summary>It was found, and nothing is known that would settle it.</summary>
    Open,

    /// <summary>The next round of its tier did not find it any more.</summary>
    Resolved,

    /// <summary>A person has said that nothing needs to be done about it. It stays so, however often it is found again.</summary>
    Dismissed,

    /// <summary>It was found on a revision that was not the head any more.</summary>
    Outdated,
}
