namespace Ao.Forks;

/// <summary>What a hint about a fork is about.</summary>
public enum ForkHintKind
{
    /// <summary>The upstream has news, and the project can be brought up to it by a fast-forward.</summary>
    SyncUpstream,

    /// <summary>The upstream has news, and no fast-forward brings the project up to it.</summary>
    SyncBlocked,

    /// <summary>The project has changes that its upstream lacks.</summary>
    Upstreamable,

    /// <summary>The branches have moved further apart than the project wants.</summary>
    Drift,

    /// <summary>The fork has not answered.</summary>
    Unreachable,

    /// <summary>What is known of the fork is old.</summary>
    Stale,

    /// <summary>The fork and the project have no history in common.</summary>
    Unrelated,

    /// <summary>The fork says of itself that it is retired.</summary>
    SaysRetired,
}
