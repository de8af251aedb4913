using System.Globalization;
using System.Text.Json.Nodes;

namespace Ao.Benchmarks.Forge;

/// <summary>A pull request of the forge that is made up, and what happens to it.</summary>
internal sealed class ForgePullRequest
{
    private readonly List<(string Name, long Id, string Status, string? Conclusion)> _runs = [];
    private DateTimeOffset? _computedAt;
    private long _ids;

    public ForgePullRequest(int number, DateTimeOffset updatedAt, int checks, bool isRunning)
    {
        Number = number;
        _ids = number * 100_000L;
        Data = new JsonObject
        {
            ["__typename"] = "PullRequest",
            ["id"] = Id,
            ["number"] = number,
            ["title"] = $"Change {number}",
            ["body"] = $"Fixes #{number + 10_000}",
            ["url"] = $"https://forge.example/acme/shop/pull/{number}",
            ["state"] = "OPEN",
            ["isDraft"] = false,
            ["totalCommentsCount"] = 0,
            ["headRefName"] = $"change-{number}",
            ["headRepository"] = new JsonObject { ["nameWithOwner"] = "acme/shop" },
            ["baseRefName"] = "main",
            ["baseRef"] = new JsonObject { ["target"] = new JsonObject { ["oid"] = Revision(0) } },
            ["mergeStateStatus"] = "BLOCKED",
            ["mergeable"] = "MERGEABLE",
            ["reviewDecision"] = "REVIEW_REQUIRED",
            ["isInMergeQueue"] = false,
            ["mergeCommit"] = null,
            ["reviews"] = List(),
            ["comments"] = List(),
            ["reviewThreads"] = List(),
        };
        for (var check = 0; check < checks; check++)
        {
            _runs.Add(($"check-{check}", ++_ids, isRunning ? "IN_PROGRESS" : "COMPLETED", isRunning ? null : "SUCCESS"));
        }

        Update(updatedAt);
        Data["headRefOid"] = Revision(++_ids);
        Rollup();
    }

    public int Number { get; }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"PR_{Number}");

    public JsonObject Data { get; }

    public string Head => Data["headRefOid"]!.GetValue<string>();

    public static string Revision(long number) => number.ToString("x40", CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Computes whether it can be merged, which takes a while after a push.</summary>
    public void Compute(DateTimeOffset now)
    {
        if (_computedAt <= now)
        {
            _computedAt = null;
            Data["mergeable"] = "MERGEABLE";
            Data["mergeStateStatus"] = "BLOCKED";
        }
    }

    public void Push(DateTimeOffset now)
    {
        Data["headRefOid"] = Revision(++_ids);
        Data["mergeable"] = "UNKNOWN";
        Data["mergeStateStatus"] = "UNKNOWN";
        _computedAt = now + TimeSpan.FromSeconds(4);
        for (var index = 0; index < _runs.Count; index++)
        {
            _runs[index] = (_runs[index].Name, ++_ids, "QUEUED", null);
        }

        Update(now);
        Rollup();
    }

    /// <summary>Ends a check that runs, or begins one again. Nothing else tells of it: the time of the last update stays.</summary>
    public void MoveCheck(int index, bool fails)
    {
        var (name, id, status, _) = _runs[index %= _runs.Count];
        _runs[index] = status == "COMPLETED" ? (name, ++_ids, "IN_PROGRESS", null) : (name, id, "COMPLETED", fails ? "FAILURE" : "SUCCESS");
        Rollup();
    }

    public void Review(string state, DateTimeOffset now)
    {
        Nodes("reviews").Add(new JsonObject { ["author"] = User("ada"), ["state"] = state, ["body"] = "Please look again.", ["submittedAt"] = Text(now), ["commit"] = new JsonObject { ["oid"] = Head } });
        Data["reviewDecision"] = state;
        Update(now);
    }

    public void Comment(DateTimeOffset now)
    {
        Nodes("comments").Add(new JsonObject { ["id"] = $"IC_{++_ids}", ["fullDatabaseId"] = _ids.ToString(CultureInfo.InvariantCulture), ["author"] = User("ada"), ["body"] = "A remark.", ["createdAt"] = Text(now) });
        Count(now);
    }

    public void BeginThread(DateTimeOffset now)
    {
        Nodes("reviewThreads").Add(new JsonObject
        {
            ["__typename"] = "PullRequestReviewThread",
            ["id"] = $"T_{++_ids}",
            ["path"] = "src/app.txt",
            ["line"] = 1,
            ["originalLine"] = 1,
            ["subjectType"] = "LINE",
            ["isResolved"] = false,
            ["isOutdated"] = false,
            ["comments"] = List(),
        });
        AnswerThread(now);
    }

    public void AnswerThread(DateTimeOffset now)
    {
        if (Nodes("reviewThreads").LastOrDefault() is not { } thread)
        {
            BeginThread(now);
            return;
        }

        thread["comments"]!["nodes"]!.AsArray().Add(new JsonObject { ["__typename"] = "PullRequestReviewComment", ["id"] = $"RC_{++_ids}", ["fullDatabaseId"] = _ids.ToString(CultureInfo.InvariantCulture), ["author"] = User("ada"), ["body"] = $"Look at this ({_ids}).", ["createdAt"] = Text(now), ["originalCommit"] = new JsonObject { ["oid"] = Head } });
        Count(now);
    }

    public void Close(string state, DateTimeOffset now)
    {
        Data["state"] = state;
        Data["mergeCommit"] = state == "MERGED" ? new JsonObject { ["oid"] = Revision(++_ids) } : null;
        Update(now);
    }

    public JsonArray Threads => Nodes("reviewThreads");

    private static JsonObject List() => new() { ["nodes"] = new JsonArray() };

    private static JsonObject User(string login) => new() { ["__typename"] = "User", ["login"] = login };

    private JsonArray Nodes(string name) => Data[name]!["nodes"]!.AsArray();

    private void Count(DateTimeOffset now)
    {
        Data["totalCommentsCount"] = Data["totalCommentsCount"]!.GetValue<int>() + 1;
        Update(now);
    }

    private void Update(DateTimeOffset now) => Data["updatedAt"] = Text(now);

    private void Rollup()
    {
        var runs = new JsonArray([.. _runs.Select(static run => new JsonObject
        {
            ["__typename"] = "CheckRun",
            ["databaseId"] = run.Id,
            ["name"] = run.Name,
            ["status"] = run.Status,
            ["conclusion"] = run.Conclusion,
            ["url"] = $"https://forge.example/run/{run.Id}",
            ["checkSuite"] = new JsonObject { ["databaseId"] = 1, ["app"] = new JsonObject { ["slug"] = "github-actions" } },
        })]);
        Data["statusCheckRollup"] = new JsonObject
        {
            ["state"] = _runs.Any(static run => run.Conclusion == "FAILURE") ? "FAILURE" : _runs.Any(static run => run.Conclusion is null) ? "PENDING" : "SUCCESS",
            ["contexts"] = new JsonObject
            {
                ["nodes"] = runs,
                ["checkRunCountsByState"] = new JsonArray([.. _runs.GroupBy(static run => run.Conclusion ?? run.Status).Select(static group => new JsonObject { ["state"] = group.Key, ["count"] = group.Count() })]),
                ["statusContextCountsByState"] = new JsonArray(),
            },
        };
    }
}
