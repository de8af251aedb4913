namespace Ao.Scm;

/// <summary>How a change of a fork stands to the fork's source.</summary>
public enum UpstreamableState
{
    /// <summary>It applies by itself.</summary>
    Applies,

    /// <summary>It applies together with other changes of the fork that the source has not either.</summary>
    NeedsOthers,

    /// <summary>The source has it already.</summary>
    AlreadyThere,

    /// <summary>It touches what the fork keeps for itself, or needs a change that does.</summary>
    ForkOnly,

    /// <summary>The fork itself took it back later, or it takes back a change that only the fork had.</summary>
    TakenBack,

    /// <summary>It conflicts with what the source has become.</summary>
    Conflicts,

    /// <summary>It could not be found out: contents that it needs are not at hand, or there were too many changes to try.</summary>
    Unknown,
}
