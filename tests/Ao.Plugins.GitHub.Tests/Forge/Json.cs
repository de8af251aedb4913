using System.Globalization;
using System.Text.Json.Nodes;

namespace Ao.Plugins.GitHub.Tests.Forge;

/// <summary>Answers in the shape that GitHub's published description gives them, as far as they are read.</summary>
internal static class Json
{
    public const string Head = "1111111111111111111111111111111111111111";
    public const string Base = "2222222222222222222222222222222222222222";
    public const string Newer = "3333333333333333333333333333333333333333";

    public static JsonNode Of(string text) => JsonNode.Parse(text)!;

    public static JsonArray List(params JsonNode[] items) => new(items);

    public static JsonObject User(string login, string type = "User") => new() { ["login"] = login, ["type"] = type, ["id"] = 7, ["node_id"] = $"U_{login}" };

    public static JsonObject Repository(string name, string? parent = null) => new()
    {
        ["id"] = 1,
        ["name"] = name.Split('/')[1],
        ["full_name"] = name,
        ["node_id"] = $"R_{name}",
        ["owner"] = User(name.Split('/')[0]),
        ["html_url"] = $"https://github.example/{name}",
        ["fork"] = parent is not null,
        ["default_branch"] = "main",
        ["parent"] = parent is null ? null : Repository(parent),
        ["source"] = parent is null ? null : Repository(parent),
    };

    public static JsonObject Pull(int number, string body = "", string author = "writer", string headRepository = "o/r", string branch = "change", string head = Head, string state = "open") => new()
    {
        ["id"] = 1000 + number,
        ["number"] = number,
        ["node_id"] = $"PR_{number}",
        ["state"] = state,
        ["title"] = "A change",
        ["body"] = body,
        ["user"] = User(author),
        ["draft"] = false,
        ["merged"] = false,
        ["mergeable"] = true,
        ["mergeable_state"] = "clean",
        ["merged_at"] = null,
        ["merge_commit_sha"] = null,
        ["created_at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["head"] = new JsonObject { ["ref"] = branch, ["sha"] = head, ["repo"] = Repository(headRepository), ["user"] = User(headRepository.Split('/')[0]) },
        ["base"] = new JsonObject { ["ref"] = "main", ["sha"] = Base, ["repo"] = Repository("o/r"), ["user"] = User("o") },
        ["html_url"] = $"https://github.example/o/r/pull/{number.ToString(CultureInfo.InvariantCulture)}",
    };

    public static JsonObject With(this JsonObject node, string field, JsonNode? value)
    {
        node[field] = value;
        return node;
    }

    public static JsonObject Run(long id, string name, string status = "completed", string? conclusion = "success", long suite = 1, string app = "github-actions") => new()
    {
        ["id"] = id,
        ["node_id"] = $"CR_{id.ToString(CultureInfo.InvariantCulture)}",
        ["name"] = name,
        ["status"] = status,
        ["conclusion"] = conclusion,
        ["started_at"] = null,
        ["completed_at"] = null,
        ["html_url"] = "https://github.example/run",
        ["details_url"] = "https://github.example/run",
        ["output"] = new JsonObject { ["title"] = null, ["summary"] = null, ["text"] = null, ["annotations_count"] = 0 },
        ["check_suite"] = new JsonObject { ["id"] = suite },
        ["app"] = new JsonObject { ["slug"] = app },
    };

    public static JsonObject Runs(params JsonNode[] runs) => new() { ["total_count"] = runs.Length, ["check_runs"] = new JsonArray(runs) };

    public static JsonObject Status(long id, string context, string state) => new() { ["id"] = id, ["context"] = context, ["state"] = state, ["description"] = "as it says", ["target_url"] = "https://ci.example/1" };

    public static JsonObject Statuses(params JsonNode[] statuses) => new() { ["state"] = "pending", ["total_count"] = statuses.Length, ["statuses"] = new JsonArray(statuses) };

    public static JsonObject Branch(string sha, params string[] required) => new()
    {
        ["name"] = "main",
        ["commit"] = new JsonObject { ["sha"] = sha },
        ["protected"] = required.Length > 0,
        ["protection"] = new JsonObject { ["required_status_checks"] = new JsonObject { ["contexts"] = new JsonArray([.. required.Select(static name => (JsonNode)name)]) } },
    };

    public static JsonObject Review(long id, string author, string state, string body, string at = "2026-01-02T03:04:05Z", string revision = Head) => new()
    {
        ["id"] = id,
        ["node_id"] = "PRR_1",
        ["user"] = User(author),
        ["body"] = body,
        ["state"] = state,
        ["commit_id"] = revision,
        ["submitted_at"] = at,
    };

    public static JsonObject Issue(int number, string body = "", string author = "writer", string updated = "2026-01-02T03:04:05Z", int comments = 0, string state = "open") => new()
    {
        ["id"] = 5000 + number,
        ["node_id"] = "I_1",
        ["number"] = number,
        ["state"] = state,
        ["title"] = $"Issue {number.ToString(CultureInfo.InvariantCulture)}",
        ["body"] = body,
        ["user"] = User(author),
        ["labels"] = List(new JsonObject { ["id"] = 1, ["name"] = "bug" }, "plain"),
        ["assignees"] = List(User("octocat")),
        ["comments"] = comments,
        ["created_at"] = TimeProvider.System.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        ["updated_at"] = updated,
        ["html_url"] = $"https://github.example/o/r/issues/{number.ToString(CultureInfo.InvariantCulture)}",
    };

    public static JsonObject Comment(long id, string author, string body) => new()
    {
        ["id"] = id,
        ["node_id"] = $"IC_{id.ToString(CultureInfo.InvariantCulture)}",
        ["user"] = User(author),
        ["body"] = body,
        ["created_at"] = "2026-01-02T03:04:05Z",
        ["updated_at"] = "2026-01-02T03:04:05Z",
        ["performed_via_github_app"] = null,
    };

    public static JsonObject GraphComment(string id, long number, string author, string body, string type = "User") => new()
    {
        ["id"] = id,
        ["fullDatabaseId"] = number.ToString(CultureInfo.InvariantCulture),
        ["body"] = body,
        ["createdAt"] = "2026-01-02T03:04:05Z",
        ["author"] = new JsonObject { ["__typename"] = type, ["login"] = author },
        ["originalCommit"] = new JsonObject { ["oid"] = Head },
    };

    public static JsonObject Thread(string id, bool resolved, bool outdated, params JsonObject[] comments) => new()
    {
        ["id"] = id,
        ["isResolved"] = resolved,
        ["isOutdated"] = outdated,
        ["path"] = "src/a.cs",
        ["line"] = outdated ? null : 12,
        ["originalLine"] = 10,
        ["subjectType"] = "LINE",
        ["root"] = new JsonObject { ["nodes"] = List(comments[0].DeepClone()) },
        ["comments"] = new JsonObject { ["nodes"] = List([.. comments]) },
    };

    public static StubReply Threads(params JsonNode[] threads) => StubReply.Data(new JsonObject
    {
        ["repository"] = new JsonObject
        {
            ["pullRequest"] = new JsonObject
            {
                ["reviewThreads"] = new JsonObject { ["pageInfo"] = new JsonObject { ["hasNextPage"] = false, ["endCursor"] = null }, ["nodes"] = new JsonArray(threads) },
            },
        },
    });
}
