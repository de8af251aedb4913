namespace Ao.Reviews;

/// <summary>How far the review of a session's change has got.</summary>
public enum ReviewProgress
{
    /// <summary>Nothing is to be read at the moment: there is no open pull request, or a round is about to begin.</summary>
    Waiting,

    /// <summary>A reviewer is at it.</summary>
    Reviewing,

    /// <summary>The author has been told what has to change, or is about to be.</summary>
    ChangesNeeded,

    /// <summary>All tiers are passed on the head.</summary>
    Passed,

    /// <summary>It goes no further by itself: a person has to look.</summary>
    Stalled,
}
