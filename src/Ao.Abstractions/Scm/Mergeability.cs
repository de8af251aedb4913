namespace Ao.Scm;

/// <summary>Whether a pull request can be merged.</summary>
public enum Mergeability
{
    /// <summary>It is not known yet.</summary>
    Unknown,

    /// <summary>It can be merged.</summary>
    Mergeable,

    /// <summary>It conflicts with its base branch.</summary>
    Conflicting,

    /// <summary>Checks or reviews that the project demands are missing or failed.</summary>
    Blocked,
}
