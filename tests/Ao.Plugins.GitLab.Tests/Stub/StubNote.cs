using System.Text.Json.Nodes;

namespace Ao.Plugins.GitLab.Tests.Stub;

/// <summary>A note of the stub.</summary>
internal sealed record StubNote(long Id, StubUser Author, string Body, DateTimeOffset At)
{
    public bool IsSystem { get; init; }

    public bool IsInternal { get; init; }

    public JsonObject? Position { get; init; }

    public JsonObject Json(bool resolvable, bool resolved)
    {
        var json = new JsonObject
        {
            ["id"] = Id,
            ["type"] = Position is not null ? "DiffNote" : resolvable ? "DiscussionNote" : null,
            ["body"] = Body,
            ["author"] = Author.Json,
            ["created_at"] = At.ToString("O"),
            ["system"] = IsSystem,
            ["internal"] = IsInternal,
            ["resolvable"] = resolvable,
        };
        if (resolvable)
        {
            json["resolved"] = resolved;
        }

        if (Position is not null)
        {
            json["position"] = Position.DeepClone();
        }

        return json;
    }
}
