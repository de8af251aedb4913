namespace Ao.Sessions;

/// <summary>What became of a session that an earlier host left with something to do.</summary>
internal enum RecoveryOutcome
{
    /// <summary>Its process was alive and is attended to again.</summary>
    Adopted,

    /// <summary>Its process had ended while no host was there, and the runtime told how.</summary>
    Ended,

    /// <summary>It was between two steps and went on with the next.</summary>
    Resumed,

    /// <summary>Its process was gone and nobody could tell how it ended.</summary>
    Lost,

    /// <summary>It could not go on.</summary>
    Failed,

    /// <summary>The runtime of its process could not be asked.</summary>
    Unreachable,

    /// <summary>The configuration no longer has its project.</summary>
    Unattended,
}
