using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A merge request of the stub.</summary>
internal sealed class StubRequest
{
    public required int Iid { get; init; }

    public required string Title { get; set; }

    public string Description { get; set; } = "";

    public string State { get; set; } = "opened";

    public required StubUser Author { get; init; }

    public required StubProject Source { get; init; }

    public required StubProject Target { get; init; }

    public required string SourceBranch { get; init; }

    public required string TargetBranch { get; init; }

    public string? MergeCommit { get; set; }

    public string? SquashCommit { get; set; }

    public string? MergeError { get; set; }

    /// <summary>Gets or sets the detailed merge status, where it is not what follows from the rest.</summary>
    public string? Status { get; set; }

    public bool HasConflicts { get; set; }

    public bool IsWaiting { get; set; }

    public string? LastHead { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public List<StubDiscussion> Discussions { get; } = [];

    public List<(string Head, DateTimeOffset At)> Versions { get; } = [];

    public List<(StubUser User, DateTimeOffset At)> Approvals { get; } = [];

    public List<(StubUser User, string State)> Reviewers { get; } = [];

    public List<int> Closes { get; } = [];

    public bool IsDraft => Title.StartsWith("Draft:", StringComparison.OrdinalIgnoreCase) || Title.StartsWith("[Draft]", StringComparison.OrdinalIgnoreCase) || Title.StartsWith("(Draft)", StringComparison.OrdinalIgnoreCase);

    public string DetailedStatus(StubPipeline? pipeline) =>
        Status ?? (State != "opened" ? "not_open" : HasConflicts ? "conflict" : IsDraft ? "draft_status" : pipeline?.Status is "running" or "pending" ? "ci_still_running" : pipeline?.Status == "failed" ? "ci_must_pass" : "mergeable");

    public JsonObject Json(string? head, StubPipeline? pipeline, bool isWhole)
    {
        var json = new JsonObject
        {
            ["id"] = Iid + 1000,
            ["iid"] = Iid,
            ["project_id"] = Target.Id,
            ["title"] = Title,
            ["description"] = Description,
            ["state"] = State,
            ["draft"] = IsDraft,
            ["created_at"] = CreatedAt.ToString("O"),
            ["updated_at"] = UpdatedAt.ToString("O"),
            ["author"] = Author.Json,
            ["source_branch"] = SourceBranch,
            ["target_branch"] = TargetBranch,
            ["source_project_id"] = Source.Id,
            ["target_project_id"] = Target.Id,
            ["sha"] = head,
            ["merge_commit_sha"] = MergeCommit,
            ["squash_commit_sha"] = SquashCommit,
            ["detailed_merge_status"] = DetailedStatus(pipeline),
            ["merge_status"] = "can_be_merged",
            ["has_conflicts"] = HasConflicts,
            ["merge_when_pipeline_succeeds"] = IsWaiting,
            ["web_url"] = $"https://gitlab.test/{Target.Path}/-/merge_requests/{Iid}",
            ["reference"] = $"!{Iid}",
        };
        if (isWhole)
        {
            json["merge_error"] = MergeError;
            json["head_pipeline"] = pipeline?.Json(Target);
            json["diff_refs"] = new JsonObject { ["base_sha"] = new string('b', 40), ["start_sha"] = new string('b', 40), ["head_sha"] = head };
        }

        return json;
    }
}
