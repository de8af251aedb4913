namespace Ao.Scm;

/// <summary>What was done to bring a fork up to its source.</summary>
public enum ForkSyncOutcome
{
    /// <summary>Nothing: it has all that the source has.</summary>
    UpToDate,

    /// <summary>It was brought up.</summary>
    FastForwarded,

    /// <summary>Nothing: it has commits of its own, so that only a merge would bring it up, and that is its owner's.</summary>
    Blocked,
}
