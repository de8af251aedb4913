using Ao.Scm;

namespace Ao.Plugins.GitLab.MergeRequests;

/// <summary>What GitLab's detailed merge status means: whether a merge request can be merged, and what keeps it from that.</summary>
/// <remarks>The REST interface gives the words in lower case; some differ from those of GraphQL, and both are known.</remarks>
internal static class MergeStatus
{
    /// <summary>Reads a status.</summary>
    /// <returns>Whether it can be merged, and a sentence where it cannot.</returns>
    public static (Mergeability Mergeability, string? Obstacle) Read(string? status) => status?.ToLowerInvariant() switch
    {
        "mergeable" => (Mergeability.Mergeable, null),
        null or "" or "unchecked" or "checking" or "preparing" or "approvals_syncing" or "cannot_be_merged_recheck" => (Mergeability.Unknown, null),
        "conflict" or "broken_status" => (Mergeability.Conflicting, "It conflicts with its target branch."),
        "ci_must_pass" => (Mergeability.Blocked, "Its pipeline must succeed first."),
        "ci_still_running" => (Mergeability.Blocked, "Its pipeline is still running."),
        "discussions_not_resolved" => (Mergeability.Blocked, "There are threads that are not resolved."),
        "draft_status" => (Mergeability.Blocked, "It is a draft."),
        "not_open" => (Mergeability.Blocked, "It is not open."),
        "not_approved" => (Mergeability.Blocked, "It is not approved by as many as the project demands."),
        "requested_changes" => (Mergeability.Blocked, "A reviewer has asked for changes."),
        "code_owners_approval" => (Mergeability.Blocked, "The owners of the changed code have not approved it."),
        "blocked_status" or "merge_request_blocked" => (Mergeability.Blocked, "Another merge request has to be merged first."),
        "external_status_checks" or "status_checks_must_pass" => (Mergeability.Blocked, "Status checks of other services must pass first."),
        "jira_association" or "jira_association_missing" => (Mergeability.Blocked, "Its title or text must name a Jira issue."),
        "need_rebase" => (Mergeability.Blocked, "It must be rebased: the project merges only what is on top of the target branch."),
        "locked_paths" => (Mergeability.Blocked, "It changes files that somebody has locked."),
        "locked_lfs_files" => (Mergeability.Blocked, "It changes large files that somebody has locked."),
        "merge_time" => (Mergeability.Blocked, "It may be merged only after a time that was set."),
        "security_policies_violations" or "security_policy_violations" => (Mergeability.Blocked, "A security policy of the project is not kept."),
        "title_not_matching" or "title_regex" => (Mergeability.Blocked, "Its title is not of the form that the project demands."),
        "commits_status" => (Mergeability.Blocked, "Its branch is gone or has no commits."),
        var other => (Mergeability.Blocked, $"GitLab says '{Printable.Quote(other)}'."),
    };

    /// <summary>Tells whether GitLab merges by itself what waits only for its pipeline.</summary>
    public static bool WaitsForPipeline(string? status) => status is "ci_still_running";
}
