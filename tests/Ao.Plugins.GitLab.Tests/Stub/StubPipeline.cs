using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A pipeline of the stub.</summary>
internal sealed class StubPipeline
{
    public required long Id { get; init; }

    public required string Sha { get; init; }

    public string Ref { get; init; } = "feature";

    public string Status { get; set; } = "running";

    public int Changes { get; set; }

    public List<StubJob> Jobs { get; } = [];

    public List<StubJob> Bridges { get; } = [];

    public JsonObject Json(StubProject project) => new()
    {
        ["id"] = Id,
        ["project_id"] = project.Id,
        ["sha"] = Sha,
        ["ref"] = Ref,
        ["status"] = Status,
        ["web_url"] = $"https://gitlab.test/{project.Path}/-/pipelines/{Id}",
    };
}
