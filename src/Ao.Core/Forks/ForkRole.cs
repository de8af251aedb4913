namespace Ao.Forks;

/// <summary>What a project is among the forks of one source.</summary>
public enum ForkRole
{
    /// <summary>The source that others are forked from.</summary>
    Upstream,

    /// <summary>A fork that exists to give back: what it meets goes upstream unless it is known to be its own.</summary>
    Contributor,

    /// <summary>A fork that goes its own way: what it meets stays with it unless it is known to be upstream's.</summary>
    Sovereign,
}
