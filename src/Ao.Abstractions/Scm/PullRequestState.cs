namespace Ao.Scm;

/// <summary>The state of a pull request.</summary>
public enum PullRequestState
{
    /// <summary>It is proposed.</summary>
    Open,

    /// <summary>It was merged.</summary>
    Merged,

    /// <summary>It was closed without a merge.</summary>
    Closed,
}
