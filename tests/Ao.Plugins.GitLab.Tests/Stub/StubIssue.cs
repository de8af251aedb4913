using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>An issue of the stub.</summary>
internal sealed class StubIssue
{
    public required int Iid { get; init; }

    public required long ProjectId { get; init; }

    public required string Title { get; set; }

    public string Description { get; set; } = "";

    public string State { get; set; } = "opened";

    public List<string> Labels { get; set; } = [];

    public List<StubUser> Assignees { get; set; } = [];

    public required StubUser Author { get; init; }

    public bool IsConfidential { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public List<StubNote> Notes { get; } = [];

    public JsonObject Json => new()
    {
        ["id"] = Iid + 7000,
        ["iid"] = Iid,
        ["project_id"] = ProjectId,
        ["title"] = Title,
        ["description"] = Description,
        ["state"] = State,
        ["labels"] = new JsonArray([.. Labels.Select(label => (JsonNode)label)]),
        ["assignees"] = new JsonArray([.. Assignees.Select(user => user.Json)]),
        ["author"] = Author.Json,
        ["confidential"] = IsConfidential,
        ["created_at"] = CreatedAt.ToString("O"),
        ["updated_at"] = UpdatedAt.ToString("O"),
        ["web_url"] = $"https://gitlab.test/x/-/issues/{Iid}",
    };
}
