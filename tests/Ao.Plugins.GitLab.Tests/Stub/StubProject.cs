using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A project of the stub.</summary>
internal sealed class StubProject
{
    public required long Id { get; init; }

    public required string Path { get; init; }

    public string Description { get; set; } = "";

    public string DefaultBranch { get; set; } = "main";

    public string MergeMethod { get; set; } = "merge";

    public string SquashOption { get; set; } = "default_off";

    public bool HasTrains { get; set; }

    public string ImportStatus { get; set; } = "none";

    /// <summary>Gets or sets how many readings it takes until an import has ended.</summary>
    public int ImportReadings { get; set; }

    public StubProject? Upstream { get; init; }

    public StubUser? Creator { get; init; }

    public Dictionary<string, string> Branches { get; } = new(StringComparer.Ordinal);

    public List<StubRequest> Requests { get; } = [];

    public List<StubIssue> Issues { get; } = [];

    public List<StubPipeline> Pipelines { get; } = [];

    /// <summary>Gets what outside services said, by revision.</summary>
    public Dictionary<string, List<JsonObject>> Statuses { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the parents of commits, by revision: the history that comparing goes by.</summary>
    public Dictionary<string, string[]> Commits { get; } = new(StringComparer.Ordinal);

    public JsonObject Json => new()
    {
        ["id"] = Id,
        ["name"] = Path.Split('/')[^1],
        ["path"] = Path.Split('/')[^1],
        ["path_with_namespace"] = Path,
        ["namespace"] = new JsonObject { ["id"] = Id + 5000, ["full_path"] = Path[..Path.LastIndexOf('/')] },
        ["description"] = Description,
        ["creator_id"] = Creator?.Id,
        ["default_branch"] = DefaultBranch,
        ["web_url"] = $"https://gitlab.test/{Path}",
        ["http_url_to_repo"] = $"https://gitlab.test/{Path}.git",
        ["merge_method"] = MergeMethod,
        ["squash_option"] = SquashOption,
        ["merge_trains_enabled"] = HasTrains,
        ["import_status"] = ImportStatus,
        ["import_error"] = ImportStatus == "failed" ? "the disk is full" : null,
        ["forked_from_project"] = Upstream is null ? null : new JsonObject { ["id"] = Upstream.Id, ["path_with_namespace"] = Upstream.Path },
    };
}
