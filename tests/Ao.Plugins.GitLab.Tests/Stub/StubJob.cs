using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A job of the stub.</summary>
internal sealed class StubJob
{
    public required long Id { get; init; }

    public required string Name { get; init; }

    public string Stage { get; init; } = "test";

    public string Status { get; set; } = "success";

    public bool MayFail { get; init; }

    public string? Reason { get; init; }

    public bool IsRetried { get; set; }

    public string Trace { get; init; } = "";

    public long? Downstream { get; init; }

    public JsonObject Json(StubProject project) => new()
    {
        ["id"] = Id,
        ["name"] = Name,
        ["stage"] = Stage,
        ["status"] = Status,
        ["allow_failure"] = MayFail,
        ["failure_reason"] = Status == "failed" ? Reason : null,
        ["web_url"] = $"https://gitlab.test/{project.Path}/-/jobs/{Id}",
        ["downstream_pipeline"] = Downstream is { } id ? new JsonObject { ["id"] = id, ["sha"] = new string('c', 40), ["status"] = Status, ["web_url"] = $"https://gitlab.test/{project.Path}/-/pipelines/{id}" } : null,
    };
}
