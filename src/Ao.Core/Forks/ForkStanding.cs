namespace Ao.Forks;

/// <summary>How a fork's branch and the project's own are apart. Commits that both have under different ids, because one was ported, count for neither.</summary>
public enum ForkStanding
{
    /// <summary>It has not been seen yet.</summary>
    Unknown,

    /// <summary>Neither has what the other lacks.</summary>
    UpToDate,

    /// <summary>The fork has commits that the project lacks.</summary>
    Ahead,

    /// <summary>The fork lacks commits that the project has.</summary>
    Behind,

    /// <summary>Each has commits that the other lacks.</summary>
    Diverged,

    /// <summary>They have no history in common any more.</summary>
    Unrelated,
}
