namespace Ao.Reports;

/// <summary>What an issue is told of its report's way.</summary>
internal enum WriteBack
{
    /// <summary>The pull request that is to mend it.</summary>
    PullRequest,

    /// <summary>That the change is merged. The issue is closed.</summary>
    Merged,
}
