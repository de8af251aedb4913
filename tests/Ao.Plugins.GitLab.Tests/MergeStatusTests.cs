using Ao.Plugins.GitLab.MergeRequests;
using Ao.Scm;

namespace Ao.Plugins.GitLab.Tests;

public sealed class MergeStatusTests
{
    // The values that GitLab's own enumeration has, of both interfaces.
    [Theory]
    [InlineData("mergeable", Mergeability.Mergeable)]
    [InlineData("MERGEABLE", Mergeability.Mergeable)]
    [InlineData("unchecked", Mergeability.Unknown)]
    [InlineData("checking", Mergeability.Unknown)]
    [InlineData("preparing", Mergeability.Unknown)]
    [InlineData("approvals_syncing", Mergeability.Unknown)]
    [InlineData(null, Mergeability.Unknown)]
    [InlineData("conflict", Mergeability.Conflicting)]
    [InlineData("commits_status", Mergeability.Blocked)]
    [InlineData("ci_must_pass", Mergeability.Blocked)]
    [InlineData("ci_still_running", Mergeability.Blocked)]
    [InlineData("discussions_not_resolved", Mergeability.Blocked)]
    [InlineData("draft_status", Mergeability.Blocked)]
    [InlineData("not_open", Mergeability.Blocked)]
    [InlineData("not_approved", Mergeability.Blocked)]
    [InlineData("requested_changes", Mergeability.Blocked)]
    [InlineData("merge_request_blocked", Mergeability.Blocked)]
    [InlineData("BLOCKED_STATUS", Mergeability.Blocked)]
    [InlineData("status_checks_must_pass", Mergeability.Blocked)]
    [InlineData("EXTERNAL_STATUS_CHECKS", Mergeability.Blocked)]
    [InlineData("jira_association_missing", Mergeability.Blocked)]
    [InlineData("need_rebase", Mergeability.Blocked)]
    [InlineData("locked_paths", Mergeability.Blocked)]
    [InlineData("locked_lfs_files", Mergeability.Blocked)]
    [InlineData("merge_time", Mergeability.Blocked)]
    [InlineData("security_policy_violations", Mergeability.Blocked)]
    [InlineData("SECURITY_POLICIES_VIOLATIONS", Mergeability.Blocked)]
    [InlineData("title_regex", Mergeability.Blocked)]
    [InlineData("code_owners_approval", Mergeability.Blocked)]
    [InlineData("something_newer", Mergeability.Blocked)]
    public void Read_Status_GivesMergeabilityAndASentence(string? status, Mergeability expected)
    {
        var (mergeability, obstacle) = MergeStatus.Read(status);

        Assert.Equal(expected, mergeability);
        Assert.Equal(expected is Mergeability.Blocked or Mergeability.Conflicting, obstacle is not null);
        Assert.True(obstacle?.EndsWith('.') ?? true);
        if (status != "something_newer")
        {
            Assert.DoesNotContain("GitLab says", obstacle ?? "", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("A change", true, "Draft: A change")]
    [InlineData("Draft: A change", true, "Draft: A change")]
    [InlineData("[Draft] (draft) A change", false, "A change")]
    [InlineData("Draft: A change", false, "A change")]
    [InlineData("Drafting: a change", false, "Drafting: a change")]
    public void Make_Title_SaysWhetherItIsADraft(string title, bool isDraft, string expected) => Assert.Equal(expected, DraftTitle.Make(title, isDraft));

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public void Make_BadTitle_IsRefused(string title) => Assert.Throws<AoException>(() => DraftTitle.Make(title, isDraft: false));
}
