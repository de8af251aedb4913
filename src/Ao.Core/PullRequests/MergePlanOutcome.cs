namespace Ao.PullRequests;

/// <summary>What became of a merge of a plan.</summary>
public enum MergePlanOutcome
{
    /// <summary>It is merged, now or before.</summary>
    Merged,

    /// <summary>It was not merged.</summary>
    NotMerged,

    /// <summary>It was not tried, because something that it needs did not happen.</summary>
    Skipped,

    /// <summary>Its head is not the one that was planned with: the plan must be made anew.</summary>
    Moved,
}
