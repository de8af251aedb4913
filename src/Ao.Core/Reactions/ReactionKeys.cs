namespace Ao.Reactions;

/// <summary>The keys of the reactions that Ao has.</summary>
public static class ReactionKeys
{
    /// <summary>A check of the pull request has failed.</summary>
    public const string CiFailed = "ci-failed";

    /// <summary>A review asks for changes.</summary>
    public const string ChangesRequested = "changes-requested";

    /// <summary>People have written comments that are not resolved.</summary>
    public const string ReviewComments = "review-comments";

    /// <summary>Programs have written comments that are not resolved.</summary>
    public const string BotComments = "bot-comments";

    /// <summary>The pull request conflicts with its base branch.</summary>
    public const string MergeConflicts = "merge-conflicts";

    /// <summary>The pull request is approved, and its checks have passed.</summary>
    public const string ApprovedAndGreen = "approved-and-green";

    /// <summary>The agent has nothing to do and has not claimed to be done.</summary>
    public const string AgentIdle = "agent-idle";

    /// <summary>Nothing is heard of an agent whose turn is under way.</summary>
    public const string AgentStuck = "agent-stuck";

    /// <summary>The agent waits for people.</summary>
    public const string AgentNeedsInput = "agent-needs-input";

    /// <summary>The session has failed or was lost.</summary>
    public const string AgentExited = "agent-exited";

    /// <summary>The pull request was closed without a merge.</summary>
    public const string PullRequestClosed = "pull-request-closed";

    /// <summary>All sessions of a project have ended.</summary>
    public const string AllComplete = "all-complete";

    /// <summary>Gets all of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [CiFailed, ChangesRequested, ReviewComments, BotComments, MergeConflicts, ApprovedAndGreen, AgentIdle, AgentStuck, AgentNeedsInput, AgentExited, PullRequestClosed, AllComplete];
}
